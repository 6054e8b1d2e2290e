import { amend, go } from './address.js';
import { json } from './api.js';
import { el, keyed, setNumber, setText } from './dom.js';
import { counted, KINDS, kindName, number, sentence, span } from './format.js';
import { nothing } from './messages.js';
import { downloads, entityHref, publicationHref, ranking, setShare } from './parts.js';
import { publicationPicker } from './picker.js';
import { rangePicker } from './range.js';

const ROWS = 20;
const MOST = 100;

export function key() {
  return 'compare';
}

function sharedRow() {
  const link = el('a', { dir: 'auto' });
  const a = el('span', { class: 'count' });
  const b = el('span', { class: 'count' });
  const barA = el('span', { class: 'bar towards', 'aria-hidden': 'true' });
  const barB = el('span', { class: 'bar', 'aria-hidden': 'true' });
  return {
    node: el('li', {}, a, link, b, barA, barB),
    update(item, index, { most, now }) {
      setText(link, item.text);
      link.setAttribute('href', entityHref(item, now));
      setNumber(a, number(item.countA));
      setNumber(b, number(item.countB));
      barA.className = `bar towards ${item.kind}`;
      barB.className = `bar ${item.kind}`;
      setShare(barA, item.countA / most);
      setShare(barB, item.countB / most);
    },
  };
}

function block(list) {
  const title = el('h2');
  const none = el('p', { class: 'quiet', hidden: true }, 'Nothing.');
  const note = el('p', { class: 'note' });
  return { node: el('section', { class: 'block' }, el('header', {}, title), note, list, none), title, none, note };
}

function side() {
  const list = el('ol', { class: 'ranking' });
  const made = block(list);
  return {
    node: made.node,
    draw(publication, other, items, now) {
      made.title.replaceChildren('Only ', el('a', { href: publicationHref(publication, now), dir: 'auto' }, publication.name));
      setText(made.note, `${counted(publication.articles, 'article')}; names that ${other.name} does not have`);
      made.none.hidden = items.length > 0;
      ranking(list, items, (item) => entityHref(item, now));
    },
  };
}

function middle() {
  const list = el('ol', { class: 'ranking shared' });
  const made = block(list);
  return {
    node: made.node,
    draw({ a, b, both }, now) {
      setText(made.title, 'Both');
      setText(made.note, `Mentions in ${a.name} at the left, in ${b.name} at the right`);
      made.none.hidden = both.length > 0;
      const most = Math.max(1, ...both.map((item) => Math.max(item.countA, item.countB)));
      keyed(list, both, (item) => item.id, sharedRow, { most, now });
    },
  };
}

export function open() {
  const pickers = {
    a: publicationPicker('First publication', (id) => go(amend({ a: id }), { keepPlace: true })),
    b: publicationPicker('Second publication', (id) => go(amend({ b: id }), { keepPlace: true })),
  };
  const kind = el(
    'select', { onchange: () => go(amend({ kind: kind.value }), { keepPlace: true }) },
    el('option', { value: '' }, 'All names'), KINDS.map((one) => el('option', { value: one }, kindName(one))));
  const range = rangePicker();
  const parts = { a: side(), both: middle(), b: side() };
  const note = el('p', { class: 'note', role: 'status' });
  const table = el('div', { class: 'columns three' }, parts.a.node, parts.both.node, parts.b.node);
  const hint = nothing('Choose two publications', el('p', {}, 'Type a part of each name above; the page then shows what each writes about that the other does not.'));
  const files = downloads('Comparison', 'compare', MOST);
  const foot = el('div', { class: 'bottom' }, files.node);
  let latest = null;
  return {
    root: el(
      'section', {},
      el('div', { class: 'head' }, el('h1', {}, 'Compare')),
      el('div', { class: 'head pickers' },
        el('form', { class: 'controls', 'aria-label': 'Publications', onsubmit: (event) => event.preventDefault() },
          pickers.a.node, pickers.b.node, el('label', {}, 'Kind', kind)),
        range.node),
      hint, note, table, foot),
    title: () => (latest ? `${latest.a.name} and ${latest.b.name}` : 'Compare'),
    async load(now, signal) {
      if (now.a && now.b && now.a !== now.b) {
        return json('compare', { a: now.a, b: now.b, kind: now.kind, from: now.from, to: now.to, limit: ROWS }, signal);
      }
      const [a, b] = await Promise.all([now.a, now.b].map((id) => (id ? json(`publications/${id}`, {}, signal) : null)));
      return { a, b };
    },
    draw(data, now) {
      latest = data.both ? data : null;
      pickers.a.show(data.a);
      pickers.b.show(data.b);
      kind.value = now.kind ?? '';
      range.show(now);
      hint.hidden = Boolean(latest);
      table.hidden = !latest;
      foot.hidden = !latest;
      setText(note, latest ? sentence(`${span(now.from, now.to)}, by mentions`) : '');
      if (latest) {
        parts.a.draw(data.a, data.b, data.onlyA, now);
        parts.b.draw(data.b, data.a, data.onlyB, now);
        parts.both.draw(data, now);
        files.show('compare', { a: now.a, b: now.b, kind: now.kind, from: now.from, to: now.to });
      }
    },
    concerns: (event) => event.changed.some((one) => one.id === latest?.a.id || one.id === latest?.b.id),
  };
}
