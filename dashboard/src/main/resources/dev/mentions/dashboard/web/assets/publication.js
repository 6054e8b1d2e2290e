import { amend, go, href } from './address.js';
import { json } from './api.js';
import { columns, FEWEST_COLUMNS } from './charts.js';
import { changes } from './changes.js';
import { cloud } from './cloud.js';
import { el, setText, svg } from './dom.js';
import { ago, counted, KINDS, kindName, number, sentence, shortMoment, span } from './format.js';
import { downloads, entityHref, facts, ranking } from './parts.js';
import { rangePicker } from './range.js';
import * as words from './words.js';

const TOP = 10;
const MOST = 200;

export function key(now) {
  return `publication/${now.id}`;
}

function kindBlock(kind) {
  const list = el('ol', { class: 'ranking' });
  const none = el('p', { class: 'quiet', hidden: true }, 'None in this range.');
  const all = el('a', { 'data-keep-place': '', 'aria-label': `All of ${kindName(kind)}` }, 'All of them');
  const files = downloads(kindName(kind), kind, MOST);
  const node = el(
    'section', { class: 'block', 'aria-label': kindName(kind) },
    el('header', {}, el('h2', { class: `key ${kind}` }, kindName(kind))), list, none, el('footer', {}, all, files.node));
  return {
    node,
    draw(answer, now) {
      ranking(list, answer.items, (entity) => entityHref(entity, now));
      none.hidden = answer.items.length > 0;
      all.setAttribute('href', href(amend({ words: kind, cursor: '', page: '' })));
      all.hidden = answer.next === null;
      files.show(`publications/${now.id}/entities`, { kind, from: now.from, to: now.to });
    },
  };
}

function timeline() {
  const drawing = svg('svg');
  const first = el('span');
  const most = el('span');
  const last = el('span');
  return {
    node: el('div', { class: 'timeline' }, drawing, el('div', { class: 'axis', 'aria-hidden': 'true' }, first, most, last)),
    draw(windows, { from, to }) {
      const start = from ? Date.parse(from) : -Infinity;
      const end = to ? Date.parse(to) : Infinity;
      columns(drawing, windows, {
        chosen: (window) => Date.parse(window.start) >= start && Date.parse(window.start) < end,
        pick: (window) => go(amend({ from: window.start, to: window.end, cursor: '', page: '' }), { keepPlace: true }),
      });
      // Fewer than that do not begin at the left.
      setText(first, windows.length >= FEWEST_COLUMNS ? shortMoment(windows[0].start) : '');
      setText(most, windows.length ? `at most ${counted(Math.max(...windows.map((window) => window.articles)), 'article')} a window` : '');
      setText(last, windows.length ? shortMoment(windows.at(-1).start) : '');
    },
  };
}

/** The start of the window that the range is, where it is one. */
function onlyWindow(windows, now) {
  const start = Date.parse(now.from);
  const end = Date.parse(now.to);
  return windows.find((window) => Date.parse(window.start) === start && Date.parse(window.end) === end)?.start;
}

function described(answer, now) {
  const range = answer.range ? sentence(`${span(now.from, now.to)}: ${counted(answer.range.windows, 'window')}`) : 'All time';
  return answer.exact ? range : `${range}. Counts of names that are rare in every window may be left out.`;
}

export function open(first) {
  const name = el('h1', { dir: 'auto' });
  const figures = el('dl', { class: 'facts' });
  const picker = rangePicker();
  const time = timeline();
  const note = el('p', { class: 'note', role: 'status' });
  const blocks = new Map(KINDS.map((kind) => [kind, kindBlock(kind)]));
  const picture = cloud();
  const moves = changes();
  const compare = el('a', { href: href({ view: 'compare', a: first.id }) }, 'Compare with another');
  const allNames = el('a', { 'data-keep-place': '' }, 'All names');
  let latest = null;
  const root = el(
    'section', {},
    el('p', { class: 'crumb' }, el('a', { href: './' }, 'Publications'), ' › ', compare),
    el('div', { class: 'head' }, el('div', {}, name, figures), picker.node),
    time.node, note,
    el('div', { class: 'columns' }, KINDS.map((kind) => blocks.get(kind).node)),
    el('div', { class: 'columns cloud-and-changes' },
      el('section', { class: 'block', 'aria-label': 'Word cloud' }, el('header', {}, el('h2', {}, 'Word cloud'), allNames), picture.node),
      moves.node));

  function head(publication) {
    setText(name, publication.name);
    facts(figures, [['articles', number(publication.articles)], ['last counted', ago(publication.updatedAt)]]);
  }

  return {
    root,
    title: () => latest?.name ?? 'Publication',
    async load(now, signal) {
      const path = `publications/${now.id}`;
      const range = { from: now.from, to: now.to };
      const publication = await json(path, {}, signal);
      words.sync(now, publication.name, signal);
      const [change, ...kinds] = await Promise.all([
        json(`${path}/changes`, { window: onlyWindow(publication.windows, now), limit: TOP }, signal),
        ...KINDS.map((kind) => json(`${path}/entities`, { kind, ...range, limit: TOP }, signal))]);
      return { publication, change, kinds };
    },
    draw({ publication, change, kinds }, now) {
      latest = publication;
      head(publication);
      picker.show(now, publication.windows);
      time.draw(publication.windows, now);
      setText(note, described(kinds[0], now));
      KINDS.forEach((kind, index) => blocks.get(kind).draw(kinds[index], now));
      allNames.setAttribute('href', href(amend({ words: 'all', cursor: '', page: '' })));
      moves.draw(change, now, onlyWindow(publication.windows, now));
      requestAnimationFrame(() => picture.show(publication.id, now));
    },
    moved(event) {
      const change = event.changed.find((one) => one.id === latest?.id);
      if (change) {
        latest = { ...latest, ...change };
        head(latest);
      }
    },
    concerns: (event) => event.changed.some((one) => one.id === latest?.id),
    themed: () => latest && picture.show(latest.id, Object.fromEntries(new URLSearchParams(location.search))),
    close: words.close,
  };
}
