import { amend, go, href, state } from './address.js';
import { json } from './api.js';
import { card } from './card.js';
import { el, keyed, setText } from './dom.js';
import { counted, number } from './format.js';
import { command, nothing } from './messages.js';
import { downloads } from './parts.js';

const PAGE = 24;
const MOST = 200;
const TYPING = 250;
const SORTS = { articles: 'Most articles', name: 'Name', updated: 'Last counted' };

export function key() {
  return 'overview';
}

function controls() {
  let timer = 0;
  const query = el('input', {
    type: 'search', name: 'query', placeholder: 'Search publications', 'aria-label': 'Search publications', autocomplete: 'off',
    oninput() {
      clearTimeout(timer);
      timer = setTimeout(() => go(amend({ query: query.value.trim(), pages: '' }), { replace: true, keepPlace: true }), TYPING);
    } });
  const sort = el(
    'select', { 'aria-label': 'Sort by', onchange: () => go(amend({ sort: sort.value, pages: '' }), { keepPlace: true }) },
    Object.entries(SORTS).map(([value, name]) => el('option', { value }, name)));
  const form = el('form', { class: 'controls', 'aria-label': 'Publications' }, query, sort);
  form.addEventListener('submit', (event) => event.preventDefault());
  return {
    form,
    show(now) {
      if (document.activeElement !== query) {
        query.value = now.query ?? '';
      }
      sort.value = Object.hasOwn(SORTS, now.sort ?? '') ? now.sort : 'articles';
    },
  };
}

function none({ query, sort }) {
  return query
    ? nothing('No publication of that name', el('p', {}, `None has “${query}” in its name. `, el('a', { href: href({ sort }) }, 'Show all')))
    : nothing('Nothing is counted yet', el('p', {}, 'Send it articles: a CSV or NDJSON file, or the bundled ones.'),
      command('./mentions load articles.csv\n./mentions demo'));
}

export function open() {
  const bar = controls();
  const total = el('p', { class: 'lead' });
  const list = el('ul', { class: 'cards' });
  const more = el('button', {
    type: 'button', class: 'secondary outline',
    onclick: () => go(amend({ pages: String(Number(state().pages ?? 1) + 1) }), { replace: true, keepPlace: true }) }, 'Show more');
  const files = downloads('Publications', 'publications', MOST);
  const message = el('div');
  const bottom = el('div', { class: 'bottom' }, message, more, files.node);
  const cards = new Map();
  const ages = setInterval(() => cards.forEach((one) => one.draw()), 5_000);
  const root = el(
    'section', { class: 'overview' },
    el('div', { class: 'head' }, el('div', {}, el('h1', {}, 'Publications'), total), bar.form),
    list, bottom);
  const again = el('button', { type: 'button', class: 'outline', hidden: true, onclick: () => drawList(newest) }, 'Sort again');
  bar.form.append(again);
  let shownTheme = window.effectiveTheme();
  let shown = [];
  let newest = [];
  let publications = 0;
  let found = '';

  function drawList(items) {
    shown = items.map((item) => item.id);
    keyed(list, items, (item) => item.id, (item) => {
      const made = card(item);
      cards.set(item.id, made);
      return made;
    });
    for (const id of cards.keys()) {
      if (!shown.includes(id)) {
        cards.delete(id);
      }
    }
    again.hidden = items.every((item, index) => item.id === newest[index].id);
  }

  /** The items in the order that is shown: cards that change places by themselves cannot be read. */
  function inPlace(items) {
    const place = (item) => (shown.includes(item.id) ? shown.indexOf(item.id) : shown.length);
    return [...items].sort((a, b) => place(a) - place(b));
  }

  function drawTotal(articles) {
    setText(total, `${counted(articles, 'article')} in ${counted(publications, 'publication')}${found}`);
  }

  return {
    root,
    title: () => 'Publications',
    async load(now, signal) {
      const wanted = PAGE * Math.max(1, Number(now.pages) || 1);
      const items = [];
      let answer = null;
      do {
        answer = await json('publications', {
          query: now.query, sort: now.sort, limit: Math.min(MOST, wanted - items.length), cursor: answer?.next }, signal);
        items.push(...answer.items);
      } while (answer.next && items.length < wanted);
      return { ...answer, items };
    },
    draw(data, now, refreshed) {
      bar.show(now);
      publications = data.total.publications;
      found = now.query ? `; ${number(data.items.length)}${data.next ? ' or more' : ''} with “${now.query}” in the name` : '';
      drawTotal(data.total.articles);
      newest = data.items;
      drawList(refreshed ? inPlace(newest) : newest);
      more.hidden = data.next === null;
      files.node.hidden = data.items.length === 0;
      files.show('publications', { query: now.query, sort: now.sort });
      message.replaceChildren(...(data.items.length > 0 ? [] : [none(now)]));
    },
    moved(event) {
      event.changed.forEach((change) => cards.get(change.id)?.moved(change));
      drawTotal(event.articles);
    },
    themed() {
      if (shownTheme !== window.effectiveTheme()) {
        shownTheme = window.effectiveTheme();
        cards.forEach((one) => one.pictured());
      }
    },
    close: () => clearInterval(ages),
  };
}
