import { amend, go } from './address.js';
import { el } from './dom.js';
import { dayAfter, daysBefore, lastDayBefore, today } from './format.js';

const NEWEST = [1, 7, 30];
/** A year that is being typed passes through the years 2, 20 and 202. */
const EARLIEST = '1000';
const MONTH = 30;
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

  /** A range has two ends: where one is missing, as far as there are windows, or today and a month. */
  function dates() {
    if ([from.value, to.value].some((date) => date && date < EARLIEST)) {
      return;
    }
    if (!from.value && !to.value) {
      go(amend({ from: '', to: '', ...NONE }), { keepPlace: true });
      return;
    }
    const newest = windows.length > 0 ? lastDayBefore(windows.at(-1).end) : today();
    const oldest = windows.length > 0 ? windows[0].start.slice(0, 10) : daysBefore(newest, MONTH);
    const [first, last] = [from.value || oldest, to.value || newest].sort();
    go(amend({ from: first, to: dayAfter(last), ...NONE }), { keepPlace: true });
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
