import { amend, go, href, state } from './address.js';
import { json } from './api.js';
import { el, keyed, setText } from './dom.js';
import { KINDS, kindName, number, sentence, span } from './format.js';
import { downloads, entityHref, ranking } from './parts.js';
import { nothing, problem } from './messages.js';

const PAGE = 50;
const MOST = 200;
const CLOSED = { words: '', cursor: '', page: '' };
const dialog = document.getElementById('words');
let built = null;
/** The cursor of each page, as far as this list has been paged through. */
let pages = { list: '', cursors: [''] };

function build() {
  const title = el('h2', { id: 'words-title', tabindex: '-1' });
  const range = el('p', { class: 'quiet' });
  const close = el('button', { type: 'button', class: 'outline', onclick: () => dialog.close() }, 'Close');
  const kinds = el('nav', { class: 'kinds', 'aria-label': 'Kinds of names' });
  const list = el('ol', { class: 'ranking numbered' });
  const back = el('a', { 'data-keep-place': '' });
  const where = el('span', { class: 'quiet', role: 'status' });
  const forth = el('a', { 'data-keep-place': '' });
  const paging = el('nav', { class: 'pages', 'aria-label': 'Pages' }, back, where, forth);
  const files = downloads('Names', 'names', MOST);
  const body = el('div', {}, list, paging);
  dialog.replaceChildren(el('header', {}, el('div', {}, title, range), close), kinds, body, files.node);
  dialog.addEventListener('close', () => {
    if (state().words) {
      go(amend(CLOSED), { keepPlace: true });
    }
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && event.offsetX < 0) {
      dialog.close();
    }
  });
  return { title, range, kinds, list, paging, back, where, forth, body, files };
}

function aim(link, label, page, cursor) {
  setText(link, label);
  link.setAttribute('href', href(amend({ page: page > 1 ? String(page) : '', cursor })));
}

function drawPaging(page, next) {
  const { back, forth, where } = built;
  const before = pages.cursors[page - 2];
  back.hidden = page === 1;
  if (before === undefined) {
    aim(back, 'First page', 1, '');
  } else {
    aim(back, 'Previous page', page - 1, before);
  }
  const lost = next === null && document.activeElement === forth;
  forth.hidden = next === null;
  if (next !== null) {
    pages.cursors[page] = next;
    aim(forth, 'Next page', page + 1, next);
  }
  if (lost || (back.hidden && document.activeElement === back)) {
    built.title.focus();
  }
  setText(where, `Page ${number(page)}`);
}

function drawKinds(now) {
  keyed(built.kinds, ['all', ...KINDS], (kind) => kind, (kind) => {
    const node = el('a', { 'data-keep-place': '' }, kind === 'all' ? 'All' : kindName(kind));
    return {
      node,
      update() {
        node.setAttribute('href', href(amend({ ...CLOSED, words: kind })));
        if (state().words === kind) {
          node.setAttribute('aria-current', 'true');
        } else {
          node.removeAttribute('aria-current');
        }
      },
    };
  });
  const kind = KINDS.includes(now.words) ? now.words : '';
  setText(built.range, sentence(span(now.from, now.to)));
  return kind;
}

/** Shows the page of names that the state asks for, or closes the panel. */
export async function sync(now, name, signal) {
  if (!now.words) {
    close();
    return;
  }
  built ??= build();
  const kind = drawKinds(now);
  setText(built.title, `Names in ${name}`);
  if (!dialog.open) {
    dialog.showModal();
    built.title.focus();
  }
  const path = `publications/${now.id}/entities`;
  const range = { kind, from: now.from, to: now.to };
  const list = JSON.stringify([path, range]);
  if (pages.list !== list) {
    pages = { list, cursors: [''] };
  }
  const page = Math.max(1, Number(now.page) || 1);
  pages.cursors[page - 1] = now.cursor ?? '';
  dialog.setAttribute('aria-busy', 'true');
  try {
    const answer = await json(path, { ...range, limit: PAGE, cursor: now.cursor }, signal);
    built.list.style.setProperty('--before', String((page - 1) * PAGE));
    ranking(built.list, answer.items, (entity) => entityHref(entity, now));
    drawPaging(page, answer.next);
    built.files.show(path, range);
    if (answer.items.length === 0) {
      built.body.replaceChildren(nothing('None', el('p', {}, 'No name of this kind in this range.')));
    } else if (built.list.parentNode !== built.body) {
      built.body.replaceChildren(built.list, built.paging);
    }
  } catch (error) {
    if (error.name !== 'AbortError') {
      built.body.replaceChildren(problem(error, () => sync(now, name, signal)));
    }
  } finally {
    dialog.removeAttribute('aria-busy');
  }
}

/** Closes the panel, the address being right already. */
export function close() {
  if (dialog.open) {
    dialog.close();
  }
}
