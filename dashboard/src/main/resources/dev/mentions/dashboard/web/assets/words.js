import { amend, go, href, state } from './address.js';
import { json } from './api.js';
import { el, keyed, setText } from './dom.js';
import { KINDS, kindName, number, sentence, span } from './format.js';
import { downloads, entityHref, ranking } from './parts.js';
import { nothing, problem } from './messages.js';

const PAGE = 50;
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
  const paging = el('nav', { class: 'pages', 'aria-label': 'Pages' });
  const body = el('div', {}, list, paging);
  const foot = el('div');
  dialog.replaceChildren(el('header', {}, el('div', {}, title, range), close), kinds, body, foot);
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
  return { title, range, kinds, list, paging, body, foot };
}

function pageLink(label, page, cursor) {
  return el('a', { href: href(amend({ page: page > 1 ? String(page) : '', cursor })), 'data-keep-place': '' }, label);
}

function paging(page, answer) {
  const before = pages.cursors[page - 2];
  let back = el('span');
  if (page > 1) {
    back = before === undefined ? pageLink('First page', 1, '') : pageLink('Previous page', page - 1, before);
  }
  if (answer.next) {
    pages.cursors[page] = answer.next;
  }
  return [back, el('span', { class: 'quiet' }, `Page ${number(page)}`), answer.next ? pageLink('Next page', page + 1, answer.next) : el('span')];
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
    built.paging.replaceChildren(...paging(page, answer));
    built.foot.replaceChildren(downloads('Names', path, range, 'names'));
    built.body.replaceChildren(...(answer.items.length > 0 ? [built.list, built.paging]
      : [nothing('None', el('p', {}, 'No name of this kind in this range.'))]));
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
