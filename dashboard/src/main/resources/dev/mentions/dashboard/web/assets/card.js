import { href } from './address.js';
import { address } from './api.js';
import { columns } from './charts.js';
import { el, setNumber, setText, svg } from './dom.js';
import { ago, number } from './format.js';
import { publicationHref } from './parts.js';

const CLOUD = { width: 320, height: 130, limit: 18 };

/**
 * The picture's address. With links it has no background, which shows through. The fragment makes the browser ask again,
 * and the server's cache answers.
 */
function cloudAddress(publication) {
  const theme = window.effectiveTheme();
  return `${address(`publications/${publication.id}/wordcloud.svg`, { ...CLOUD, theme, links: true })}#${Math.floor(Date.now() / 60_000)}`;
}

/** A publication: its number, its windows and a picture of its words. */
export function card(first) {
  const link = el('a', { dir: 'auto' });
  const articles = el('span', { class: 'big' });
  const unit = el('span', { class: 'quiet' });
  const updated = el('span', { class: 'quiet' });
  const spark = svg('svg', { class: 'spark' });
  const picture = el('img', {
    class: 'cloud', alt: '', loading: 'lazy', decoding: 'async', width: CLOUD.width, height: CLOUD.height,
    onerror: () => picture.classList.add('missing') });
  const compare = el('a', { class: 'quiet' }, 'Compare');
  const node = el(
    'li', { class: 'card' },
    el('h2', {}, link),
    el('p', { class: 'figures' }, articles, ' ', unit),
    spark,
    picture,
    el('p', { class: 'foot' }, updated, ' ', compare));
  let now = first;
  const draw = () => {
    setNumber(articles, number(now.articles));
    setText(unit, now.articles === 1 ? 'article' : 'articles');
    setText(updated, `Counted ${ago(now.updatedAt)}`);
  };
  return {
    node,
    update(publication) {
      const pictured = now.updatedAt !== publication.updatedAt || !picture.hasAttribute('src');
      now = publication;
      setText(link, publication.name);
      link.setAttribute('href', publicationHref(publication));
      compare.setAttribute('href', href({ view: 'compare', a: publication.id }));
      compare.setAttribute('aria-label', `Compare ${publication.name} with another`);
      columns(spark, publication.windows);
      if (pictured) {
        this.pictured();
      }
      draw();
    },
    moved(change) {
      now = { ...now, articles: change.articles, updatedAt: change.updatedAt };
      draw();
    },
    pictured() {
      const wanted = cloudAddress(now);
      if (picture.getAttribute('src') !== wanted) {
        picture.classList.remove('missing');
        picture.setAttribute('src', wanted);
      }
    },
    draw,
  };
}
