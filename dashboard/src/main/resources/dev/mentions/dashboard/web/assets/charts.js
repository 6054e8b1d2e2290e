import { svg } from './dom.js';
import { counted, moment, shortMoment } from './format.js';

const MOST_COLUMNS = 400;
/** A window or two are no wall: there is always room for this many, and the newest stands at the right. */
export const FEWEST_COLUMNS = 12;
const HEIGHT = 100;

/** Where each window stands and how wide it is, from 0 to 1: by time, or by order where time would leave only gaps. */
function places(windows) {
  const starts = windows.map((window) => Date.parse(window.start));
  const widths = windows.map((window, index) =>
    (window.end ? Date.parse(window.end) : starts[index + 1] ?? starts[index]) - starts[index]);
  const narrowest = Math.min(...widths.filter((width) => width > 0));
  const end = starts.at(-1) + (widths.at(-1) || narrowest);
  const total = Math.max(end - starts[0], FEWEST_COLUMNS * narrowest);
  const first = end - total;
  if (!(total > 0 && total / narrowest <= MOST_COLUMNS)) {
    const places = Math.max(windows.length, FEWEST_COLUMNS);
    const free = places - windows.length;
    return windows.map((_, index) => ({ x: (free + index) / places, width: 1 / places }));
  }
  return windows.map((_, index) => ({ x: (starts[index] - first) / total, width: (widths[index] || narrowest) / total }));
}

/** What a reader who does not see the columns is told. */
function summary(what, windows) {
  const most = windows.reduce((a, b) => (b.articles > a.articles ? b : a));
  return `${what} by window, ${moment(windows[0].start)} to ${moment(windows.at(-1).start)}: `
    + `most ${counted(most.articles, 'article')} on ${moment(most.start)}, `
    + `last ${counted(windows.at(-1).articles, 'article')}`;
}

/**
 * Columns of articles, a column a window, ascending. Draws into an SVG element that is kept.
 * chosen(window) tells those to stand out; pick(window), where given, is called for one that is clicked.
 */
export function columns(target, windows, { chosen = () => true, pick = null } = {}) {
  target.setAttribute('viewBox', `0 0 ${MOST_COLUMNS} ${HEIGHT}`);
  target.setAttribute('preserveAspectRatio', 'none');
  target.setAttribute('role', 'img');
  if (windows.length === 0) {
    target.replaceChildren();
    target.setAttribute('aria-label', 'No windows');
    return;
  }
  target.setAttribute('aria-label', summary('Articles', windows));
  const most = Math.max(1, ...windows.map((window) => window.articles));
  const at = places(windows);
  target.replaceChildren(...windows.map((window, index) => {
    const x = at[index].x * MOST_COLUMNS;
    const width = at[index].width * MOST_COLUMNS;
    const height = window.articles === 0 ? 0 : Math.max(3, (window.articles / most) * HEIGHT);
    const gap = Math.min(1.2, width * 0.2);
    const bar = svg('rect', {
      class: chosen(window) ? 'column' : 'column dim', x: x.toFixed(2), y: (HEIGHT - height).toFixed(2),
      width: Math.max(0.4, width - gap).toFixed(2), height: height.toFixed(2) });
    if (!pick) {
      return bar;
    }
    const whole = svg('rect', { class: 'catch', x: x.toFixed(2), y: 0, width: width.toFixed(2), height: HEIGHT });
    const label = svg('title', {}, `${shortMoment(window.start)}: ${counted(window.articles, 'article')}`);
    return svg('g', { class: 'pick', onclick: () => pick(window) }, whole, bar, label);
  }));
}

/** A small line of the last values, without axes, for a figure that stands beside it. */
export function trace(target, values) {
  target.setAttribute('viewBox', `0 0 ${Math.max(1, values.length - 1)} ${HEIGHT}`);
  target.setAttribute('preserveAspectRatio', 'none');
  target.setAttribute('aria-hidden', 'true');
  const most = Math.max(1, ...values);
  const points = values.map((value, index) => `${index},${(HEIGHT - (value / most) * HEIGHT * 0.9 - 5).toFixed(1)}`);
  target.replaceChildren(svg('polyline', { points: points.join(' '), fill: 'none', 'vector-effect': 'non-scaling-stroke' }));
}
