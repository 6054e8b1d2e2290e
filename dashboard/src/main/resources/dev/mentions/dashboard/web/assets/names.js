import { go, href } from './address.js';
import { json } from './api.js';
import { el, keyed, setText } from './dom.js';
import { counted, kindOfOne } from './format.js';
import { nothing } from './messages.js';
import { entityHref } from './parts.js';

export function key() {
  return 'names';
}

/** What bears a name, where that is more than one thing. */
export function open() {
  const title = el('h1');
  const list = el('ul', { class: 'found' });
  const root = el('section', {}, title, list);
  let name = '';
  return {
    root,
    title: () => `“${name}”`,
    load: (now, signal) => json('entities', { name: now.name }, signal),
    draw({ items }, now) {
      name = now.name;
      setText(title, `“${name}”`);
      if (items.length === 1) {
        go({ view: 'entity', id: items[0].id }, { replace: true });
        return;
      }
      root.replaceChildren(title, items.length > 0 ? list : nothing(
        'Nobody writes about that name',
        el('p', {}, 'Names are matched whole, in any case: “Angela Merkel”, not “Merkel”. Where you do not know the whole name, '
          + 'look for it in a publication: ', el('a', { href: href({}) }, 'all publications'), '.')));
      keyed(list, items, (item) => item.id, () => {
        const link = el('a', { dir: 'auto' });
        const rest = el('span', { class: 'quiet' });
        return {
          node: el('li', { class: 'card' }, el('h2', {}, link), rest),
          update(item) {
            setText(link, item.text);
            link.setAttribute('href', entityHref(item));
            setText(rest, `${kindOfOne(item.kind)}, ${counted(item.count, 'mention')} in ${counted(item.publications, 'publication')}`);
          },
        };
      });
    },
    concerns: () => false,
  };
}
