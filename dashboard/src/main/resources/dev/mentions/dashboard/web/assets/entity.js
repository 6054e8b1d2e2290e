import { json } from './api.js';
import { el, keyed, setNumber, setText } from './dom.js';
import { counted, decimal, kindOfOne, number, sentence, span } from './format.js';
import { lines } from './lines.js';
import { downloads, facts, publicationHref, setShare } from './parts.js';
import { rangePicker } from './range.js';

/** As many publications have a line, and counts of a range. */
const LINES = 10;

export function key(now) {
  return `entity/${now.id}`;
}

function row(kind) {
  const link = el('a', { dir: 'auto' });
  const count = el('td', { class: 'number' });
  const ranged = el('td', { class: 'number' });
  const rate = el('td', { class: 'number' });
  const articles = el('td', { class: 'number' });
  const bar = el('span', { class: `bar ${kind}`, 'aria-hidden': 'true' });
  return {
    node: el('tr', {}, el('th', { scope: 'row' }, link), ranged, count, rate, articles, el('td', { class: 'wide' }, bar)),
    update(publication, index, { most, now }) {
      const inRange = countInRange(publication, index);
      setText(link, publication.name);
      link.setAttribute('href', publicationHref(publication, now));
      setNumber(count, number(publication.count));
      setText(ranged, inRange === null ? '' : number(inRange));
      ranged.hidden = !now.from && !now.to;
      setText(rate, decimal((100 * publication.count) / Math.max(1, publication.articles)));
      setText(articles, number(publication.articles));
      setShare(bar, publication.count / most);
    },
  };
}

/** What it has in the windows that are shown; null where it has no line. */
function countInRange(publication, index) {
  return index < LINES ? publication.windows.reduce((sum, window) => sum + window.count, 0) : null;
}

function column(name, title) {
  return el('th', { scope: 'col', class: 'number', title }, name);
}

export function open() {
  const name = el('h1', { dir: 'auto' });
  const kind = el('span');
  const figures = el('dl', { class: 'facts' });
  const picker = rangePicker();
  const range = el('span', { class: 'quiet' });
  const chart = lines();
  const ranged = column('In the range', 'Of the publications that have a line');
  const body = el('tbody');
  const note = el('p', { class: 'note', role: 'status' });
  const files = downloads('Publications', 'entity');
  let latest = null;
  const root = el(
    'section', {},
    el('p', { class: 'crumb' }, el('a', { href: './' }, 'Publications'), ' › ', kind),
    el('div', { class: 'head' }, el('div', {}, name, figures), picker.node),
    el('section', { class: 'block', 'aria-label': 'Over time' }, el('header', {}, el('h2', {}, 'Over time'), range), chart.node),
    el('section', { class: 'block', 'aria-label': 'Who writes about it most' },
      el('header', {}, el('h2', {}, 'Who writes about it most')),
      el('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Publications' },
        el('table', {},
          el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Publication'), ranged, column('Mentions'),
            column('Per 100 articles', 'Mentions for each hundred articles, over all time'), column('Articles'),
            el('td', { class: 'wide' }))),
          body)),
      note, el('footer', {}, files.node)));
  return {
    root,
    title: () => latest?.text ?? 'Name',
    load: (now, signal) => json(`entities/${now.id}`, { from: now.from, to: now.to, limit: LINES }, signal),
    draw(data, now) {
      latest = data;
      setText(name, data.text);
      setText(kind, kindOfOne(data.kind));
      facts(figures, [['mentions', number(data.count)], ['publications', number(data.publications.length)]]);
      picker.show(now);
      setText(range, now.from || now.to ? sentence(span(now.from, now.to)) : 'Newest windows');
      ranged.hidden = !now.from && !now.to;
      const most = data.publications[0]?.count ?? 1;
      keyed(body, data.publications, (one) => one.id, () => row(data.kind), { most, now });
      const { publications, of } = data.considered;
      setText(note, `Mentions and articles are of all time. ${publications < of
        ? `The ${counted(publications, 'publication')} with most articles of ${number(of)} were looked at.`
        : `All ${counted(of, 'publication')} were looked at.`}`);
      files.show(`entities/${data.id}`, { from: now.from, to: now.to });
      chart.draw(data.publications);
    },
    concerns: (event) => event.changed.length > 0,
    themed: () => chart.paint(),
    close: () => chart.close(),
  };
}
