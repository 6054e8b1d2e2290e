import { el, keyed, setText } from './dom.js';
import { counted, moment, number, signed } from './format.js';
import { downloads, entityHref } from './parts.js';

const MOST = 100;

function changeRow() {
  const link = el('a', { dir: 'auto' });
  const change = el('span', { class: 'change' });
  const node = el('li', {}, link, change);
  return {
    node,
    update(now) {
      setText(link, now.text);
      link.setAttribute('href', entityHref(now));
      change.className = `change ${now.change > 0 ? 'up' : 'down'}`;
      setText(change, `${now.change > 0 ? '▲' : '▼'} ${signed(now.change)}`);
      change.title = `${number(now.before)}, then ${number(now.count)}`;
      change.setAttribute('aria-label', `${signed(now.change)}: ${number(now.before)}, then ${number(now.count)}`);
    },
  };
}

/** What rises and falls in a window against the one before. */
export function changes() {
  const note = el('p', { class: 'note' });
  const rising = el('ol', { class: 'ranking' });
  const falling = el('ol', { class: 'ranking' });
  const files = downloads('Changes', 'changes', MOST);
  const lists = el(
    'div', { class: 'columns halves' },
    el('div', {}, el('h3', {}, 'Rising'), rising), el('div', {}, el('h3', {}, 'Falling'), falling));
  return {
    node: el('section', { class: 'block', 'aria-label': 'What changes' }, el('header', {}, el('h2', {}, 'What changes')), note, lists, el('footer', {}, files.node)),
    draw(answer, now, window) {
      lists.hidden = !answer.before;
      if (!answer.window) {
        setText(note, 'There is no window yet.');
      } else if (!answer.before) {
        setText(note, `There is no window before ${moment(answer.window.start)} to compare with.`);
      } else {
        setText(note, `${moment(answer.window.start)} (${counted(answer.window.articles, 'article')}) against `
          + `${moment(answer.before.start)} (${number(answer.before.articles)})`);
      }
      keyed(rising, answer.rising, (item) => item.id, changeRow);
      keyed(falling, answer.falling, (item) => item.id, changeRow);
      files.show(`publications/${now.id}/changes`, { window });
    },
  };
}
