import { address } from './api.js';
import { href } from './address.js';
import { el, keyed, setNumber, setText } from './dom.js';
import { kindOfOne, number } from './format.js';

/**
 * Links that download a table, whole as far as one answer goes; show(path, parameters) says where it is. The limit is the
 * most rows that the API gives in an answer of that kind, missing where it gives all.
 */
export function downloads(what, name, limit = '') {
  const csv = el('a', { download: `${name}.csv`, 'aria-label': `${what} as CSV` }, 'CSV');
  const plain = el('a', { download: `${name}.json`, 'aria-label': `${what} as JSON` }, 'JSON');
  return {
    node: el('p', { class: 'downloads' }, csv, ' ', plain),
    show(path, parameters) {
      const all = { ...parameters, limit };
      csv.setAttribute('href', address(path, { ...all, format: 'csv' }));
      plain.setAttribute('href', address(path, all));
    },
  };
}

/** Sets a bar's length, from 0 to 1; through the object model, as the policy of the page wants it. */
export function setShare(node, share) {
  node.style.setProperty('--share', `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`);
}

/** A link to an entity over all publications, in the range of the state. */
export function entityHref(entity, { from, to } = {}) {
  return href({ view: 'entity', id: entity.id, from, to });
}

export function publicationHref(publication, { from, to } = {}) {
  return href({ view: 'publication', id: publication.id, from, to });
}

/** A row of a ranking: a name, its number and a bar. */
function rankedRow(item) {
  const link = el('a', { dir: 'auto' });
  const count = el('span', { class: 'count' });
  const bar = el('span', { class: `bar ${item.kind ?? ''}`, 'aria-hidden': 'true' });
  const node = el('li', {}, link, count, bar);
  return {
    node,
    update(now, index, { hrefOf, most }) {
      setText(link, now.text ?? now.name);
      link.setAttribute('href', hrefOf(now));
      if (now.kind) {
        link.title = kindOfOne(now.kind);
      }
      setNumber(count, number(now.count));
      setShare(bar, now.count / most);
    },
  };
}

/** Draws a ranking into a list that is kept; items have id, text or name, and count. */
export function ranking(list, items, hrefOf, most = items[0]?.count ?? 1) {
  keyed(list, items, (item) => item.id, rankedRow, { hrefOf, most });
}

/** Figures with their names: [name, value] each. */
export function facts(list, pairs) {
  keyed(list, pairs, (pair) => pair[0], ([name]) => {
    const value = el('dd');
    return { node: el('div', {}, el('dt', {}, name), value), update: (pair) => setNumber(value, pair[1]) };
  });
}
