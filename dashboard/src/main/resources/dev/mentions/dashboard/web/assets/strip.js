import { trace } from './charts.js';
import { el, setNumber, setText, svg } from './dom.js';
import { ago, clock, counted, decimal, number } from './format.js';

const REMEMBERED = 40;
const STATES = {
  connecting: 'Connecting',
  live: 'Live',
  stale: 'Not connected, trying again',
  paused: 'Paused',
};

function figure(name, hint) {
  const value = el('dd');
  const node = el('div', { title: hint, hidden: true }, el('dt', {}, name), value);
  return {
    node,
    value,
    show(text) {
      node.hidden = text === null;
      if (text !== null) {
        setNumber(value, text);
      }
    },
  };
}

/** The figures of the whole, and of the pipeline that makes them. */
export function strip(section) {
  const state = el('span', {}, STATES.connecting);
  const dot = el('p', { class: 'state connecting' }, state);
  const articles = figure('articles');
  const publications = figure('publications');
  const updated = figure('last counted');
  const accepted = figure('accepted/s', 'Posts that the producer accepts, a second');
  const lag = figure('waiting', 'Records that wait before finding names, counting and saving');
  const rejected = figure('rejected', 'Records that are no posts, in the rejected topic');
  const lost = figure('lost', 'Records that were deleted before they were counted: see mentions losses');
  const generation = figure('generation', 'The generation of counts that is shown');
  const reads = figure('reads/min', 'Firestore reads of the dashboard in the last minute, and the most it may make');
  const rate = svg('svg', { class: 'trace' });
  accepted.node.append(rate);
  const all = [articles, publications, updated, accepted, lag, rejected, lost, generation, reads];
  section.replaceChildren(dot, el('dl', {}, ...all.map((one) => one.node)));

  const rates = [];
  let updatedAt = null;
  let heard = new Date();

  function age() {
    updated.node.hidden = updatedAt === null;
    if (updatedAt !== null) {
      setText(updated.value, ago(updatedAt));
    }
  }
  setInterval(age, 1000);

  function pipeline(now) {
    accepted.show(now ? decimal(now.acceptedPerSecond) : null);
    rejected.show(now ? number(now.rejected) : null);
    lost.show(now && now.lost > 0 ? number(now.lost) : null);
    lag.show(now ? number(now.lag.extract + now.lag.count + now.lag.sink) : null);
    if (now) {
      lag.node.title = `${counted(now.lag.extract, 'post')} before finding names, `
        + `${number(now.lag.count)} before counting, ${number(now.lag.sink)} before saving`;
      rates.push(now.acceptedPerSecond);
      rates.splice(0, rates.length - REMEMBERED);
      trace(rate, rates);
    }
  }

  return {
    pipeline,
    state(name) {
      dot.className = `state ${name}`;
      setText(state, name === 'stale' ? `${STATES.stale}; numbers from ${clock(heard)}` : STATES[name]);
    },
    counts(event) {
      heard = new Date();
      articles.show(number(event.articles));
      updatedAt = event.changed.reduce((a, b) => (a && a > b.updatedAt ? a : b.updatedAt), updatedAt);
      age();
    },
    status(status) {
      heard = new Date();
      articles.show(number(status.articles));
      publications.show(number(status.publications));
      generation.show(String(status.generation));
      reads.show(`${number(status.reads.perMinute)} of ${number(status.reads.limit)}`);
      updatedAt = status.updatedAt;
      age();
      pipeline(status.pipeline);
    },
  };
}
