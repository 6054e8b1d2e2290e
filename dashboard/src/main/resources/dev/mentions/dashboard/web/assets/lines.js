import { el } from './dom.js';
import { moment, number, shortMoment } from './format.js';

const LIBRARY = 'webjars/chart.js/4.5.1/dist/chart.umd.min.js';
const LIGHT = ['#1f5a8c', '#a3271f', '#2f6b3a', '#96500b', '#75407f', '#006d77', '#8a5a00', '#555555', '#b0306f', '#3f4fb0'];
const DARK = ['#86b8e6', '#f29a90', '#8ccb97', '#e3ac72', '#d0a3dc', '#6fcfd6', '#e6c06a', '#bbbbbb', '#f08fc0', '#a3b0ff'];
/** More at once cannot be told apart; the others wait in the legend. */
const VISIBLE = 6;
/** Colours alone do not tell lines apart for everybody. */
const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3], [12, 4]];

let library = null;

function chartLibrary() {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = LIBRARY;
    script.onload = () => resolve(window.Chart);
    script.onerror = () => {
      library = null;
      script.remove();
      reject(new Error('The chart library does not load'));
    };
    document.head.append(script);
  });
  return library;
}

function datasets(series, labels, colours) {
  return series.map((one, index) => {
    const counts = new Map(one.windows.map((window) => [window.start, window.count]));
    const colour = colours[index % colours.length];
    return {
      label: one.name,
      data: labels.map((label) => counts.get(label) ?? 0),
      borderColor: colour,
      backgroundColor: colour,
      borderDash: DASHES[index % DASHES.length],
      borderWidth: 1.75,
      pointRadius: labels.length > 1 ? 0 : 4,
      pointHitRadius: 8,
      tension: 0,
      hidden: index >= VISIBLE,
    };
  });
}

function options() {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue('--ink').trim();
  const line = style.getPropertyValue('--line').trim();
  return {
    animation: false,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    scales: {
      x: { grid: { display: false }, ticks: { color: ink, maxRotation: 0, autoSkipPadding: 16 } },
      y: { beginAtZero: true, grid: { color: line }, border: { display: false }, ticks: { color: ink, precision: 0 } },
    },
    plugins: {
      legend: { position: 'bottom', labels: { color: ink, boxHeight: 0, boxWidth: 28 } },
      tooltip: { itemSort: (a, b) => b.raw - a.raw },
    },
  };
}

function table(series, labels) {
  return el(
    'div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Mentions by window' },
    el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Window'), series.map((one) => el('th', { scope: 'col', class: 'number' }, one.name)))),
      el('tbody', {}, labels.map((label) => el(
        'tr', {}, el('th', { scope: 'row' }, moment(label)),
        series.map((one) => el('td', { class: 'number' }, number(one.windows.find((window) => window.start === label)?.count ?? 0))))))));
}

/** A line a publication over the windows, and the same as a table. */
export function lines() {
  const canvas = el('canvas', { role: 'img' });
  const note = el('p', { class: 'note', role: 'status' });
  const content = el('div');
  const details = el('details', {}, el('summary', {}, 'The same as a table'), content);
  let chart = null;
  let closed = false;
  let last = [[], []];
  details.addEventListener('toggle', () => details.open && content.replaceChildren(table(...last)));

  async function paint() {
    const [series, labels] = last;
    try {
      const Chart = await chartLibrary();
      if (closed) {
        return;
      }
      const sets = datasets(series, labels, window.effectiveTheme() === 'dark' ? DARK : LIGHT);
      const data = { labels: labels.map(shortMoment), datasets: sets };
      if (chart) {
        chart.data = data;
        chart.options = options();
        chart.update('none');
      } else {
        chart = new Chart(canvas, { type: 'line', data, options: options() });
      }
    } catch (error) {
      note.textContent = `${error.message}; the table below has the numbers.`;
    }
  }

  return {
    node: el('div', {}, el('div', { class: 'chart' }, canvas), note, details),
    draw(publications) {
      const series = publications.filter((one) => one.windows.length > 0);
      const labels = [...new Set(series.flatMap((one) => one.windows.map((window) => window.start)))].sort();
      last = [series, labels];
      canvas.setAttribute('aria-label', labels.length > 0
        ? `Mentions by window, ${moment(labels[0])} to ${moment(labels.at(-1))}, of ${series.map((one) => one.name).join(', ')}`
        : 'No windows');
      if (details.open) {
        content.replaceChildren(table(series, labels));
      }
      return paint();
    },
    paint,
    close() {
      closed = true;
      chart?.destroy();
    },
  };
}
