import { address, text } from './api.js';
import { el, setText } from './dom.js';

const RENEW = 30_000;
const WIDE = { width: 760, height: 380, limit: 60 };
const NARROW = { width: 360, height: 340, limit: 40 };
const ELEMENTS = new Set(['svg', 'g', 'a', 'text', 'rect', 'title', 'desc']);

/** Takes the server's picture apart and leaves what a word cloud is made of: the page runs nothing that came in it. */
function harmless(node) {
  for (const child of [...node.children]) {
    if (ELEMENTS.has(child.localName)) {
      harmless(child);
    } else {
      child.remove();
    }
  }
  for (const { name, value } of [...node.attributes]) {
    const foreign = name.endsWith('href') && new URL(value, location.href).origin !== location.origin;
    if (name.startsWith('on') || name === 'style' || foreign) {
      node.removeAttribute(name);
    }
  }
  return node;
}

/** To the keyboard one thing: the names are links in the lists too, and nobody wants sixty stops on the way. */
function picturesque(drawing) {
  drawing.setAttribute('role', 'group');
  for (const link of drawing.querySelectorAll('a')) {
    link.setAttribute('tabindex', '-1');
  }
  return drawing;
}

function embedding(picture, image) {
  const code = el('input', { readonly: true, 'aria-label': 'HTML to embed the word cloud', onfocus: (event) => event.target.select() });
  code.value = `<img src="${new URL(picture, location.href)}" alt="Word cloud">`;
  return [el('p', { class: 'downloads' }, el('a', { href: picture, download: 'wordcloud.svg' }, 'SVG'), ' ',
    el('a', { href: image, download: 'wordcloud.png' }, 'PNG')), code];
}

/** The word cloud of a publication, its words links. Renewed seldom: words that jump cannot be read. */
export function cloud() {
  const picture = el('div', { class: 'wordcloud waiting' });
  const summary = el('summary', {}, 'Embed or download');
  const embed = el('div');
  const note = el('p', { class: 'note', role: 'status' });
  let shown = '';
  let drawnAt = 0;

  function size() {
    return picture.clientWidth > 0 && picture.clientWidth < 520 ? NARROW : WIDE;
  }

  return {
    node: el('div', {}, picture, note, el('details', { class: 'embed' }, summary, embed)),
    async show(id, { from, to, kind }) {
      const parameters = { from, to, kind, ...size(), theme: window.effectiveTheme() };
      const path = `publications/${id}/wordcloud`;
      const wanted = address(`${path}.svg`, parameters);
      if (wanted === shown && Date.now() - drawnAt < RENEW) {
        return;
      }
      const renewed = wanted === shown;
      shown = wanted;
      drawnAt = Date.now();
      try {
        const source = await text(`${path}.svg`, { ...parameters, links: true });
        if (shown !== wanted) {
          return;
        }
        const drawing = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
        if (drawing.localName !== 'svg') {
          throw new Error('The word cloud is no SVG');
        }
        picture.replaceChildren(picturesque(harmless(document.importNode(drawing, true))));
        picture.classList.remove('waiting');
        setText(note, drawing.querySelector('text') ? '' : 'No names in this range.');
        if (!renewed) {
          embed.replaceChildren(...embedding(wanted, address(`${path}.png`, parameters)));
        }
      } catch (error) {
        shown = '';
        setText(note, `No word cloud now: ${error.message}`);
      }
    },
  };
}
