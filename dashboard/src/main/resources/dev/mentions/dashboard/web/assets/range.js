import { amend, go } from './address.js';
import { el } from './dom.js';
import { dayAfter, lastDayBefore } from './format.js';

const NEWEST = [1, 7, 30];
const NONE = { cursor: '', page: '' };

function preset(count, windows) {
  const some = windows.slice(-count);
  return { from: some[0].start, to: some.at(-1).end };
}

/**
 * Chooses a range of windows, into the address. With windows, ascending, it offers the newest of them; without, dates
 * alone.
 */
export function rangePicker() {
  let windows = [];
  const select = el('select', { name: 'range', onchange: choose });
  const from = el('input', { type: 'date', name: 'from', onchange: dates });
  const to = el('input', { type: 'date', name: 'to', onchange: dates });
  const form = el(
    'form', { class: 'range controls', 'aria-label': 'Range of time' },
    el('label', {}, 'Range', select), el('label', {}, 'From', from), el('label', {}, 'To', to));
  form.addEventListener('submit', (event) => event.preventDefault());

  function choose() {
    const count = Number(select.value);
    if (count > 0) {
      go(amend({ ...preset(count, windows), ...NONE }), { keepPlace: true });
    } else if (select.value === 'all') {
      go(amend({ from: '', to: '', ...NONE }), { keepPlace: true });
    } else {
      from.focus();
    }
  }

  function dates() {
    const [first, last] = from.value && to.value && from.value > to.value ? [to.value, from.value] : [from.value, to.value];
    go(amend({ from: first, to: last ? dayAfter(last) : '', ...NONE }), { keepPlace: true });
  }

  return {
    node: form,
    show(now, all = []) {
      windows = all;
      const options = [el('option', { value: 'all' }, 'All time')];
      let chosen = now.from || now.to ? 'dates' : 'all';
      for (const count of NEWEST.filter((one) => one <= Math.max(1, windows.length) && windows.length > 0)) {
        options.push(el('option', { value: count }, count === 1 ? 'Newest window' : `${count} newest windows`));
        const { from: start, to: end } = preset(count, windows);
        if (chosen === 'dates' && now.from === start && now.to === end) {
          chosen = String(count);
        }
      }
      options.push(el('option', { value: 'dates' }, 'Chosen dates'));
      if (document.activeElement !== select || select.options.length !== options.length) {
        select.replaceChildren(...options);
      }
      select.value = chosen;
      for (const [input, value] of [[from, now.from?.slice(0, 10)], [to, now.to ? lastDayBefore(now.to) : '']]) {
        if (document.activeElement !== input) {
          input.value = value ?? '';
        }
      }
    },
  };
}
