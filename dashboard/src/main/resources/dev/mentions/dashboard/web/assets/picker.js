import { json } from './api.js';
import { el } from './dom.js';

const TYPING = 200;
const OFFERED = 20;
let lists = 0;

/** A field to choose a publication in by a part of its name; pick(id) is told. */
export function publicationPicker(label, pick) {
  const id = `picker-${lists++}`;
  const options = el('datalist', { id });
  const input = el('input', { type: 'search', list: id, autocomplete: 'off', placeholder: 'A part of its name', maxlength: '200' });
  let found = [];
  let timer = 0;

  async function offer() {
    try {
      found = (await json('publications', { query: input.value.trim(), limit: OFFERED })).items;
      options.replaceChildren(...found.map((one) => el('option', { value: one.name })));
    } catch {
      // What is typed can still be taken on change, which says what is wrong.
      found = [];
    }
  }

  function named() {
    const wanted = input.value.trim().toLowerCase();
    return found.find((one) => one.name.toLowerCase() === wanted) ?? (found.length === 1 ? found[0] : null);
  }

  async function take() {
    clearTimeout(timer);
    if (!input.value.trim()) {
      pick('');
      return;
    }
    if (!named()) {
      await offer();
    }
    const chosen = named();
    if (chosen) {
      input.setCustomValidity('');
      pick(chosen.id);
    } else {
      input.setCustomValidity(found.length > 0 ? 'Several have that in their names: choose one' : 'None has that in its name');
      input.reportValidity();
    }
  }

  input.addEventListener('input', () => {
    input.setCustomValidity('');
    clearTimeout(timer);
    timer = setTimeout(offer, TYPING);
  });
  input.addEventListener('focus', () => found.length === 0 && offer());
  input.addEventListener('change', take);

  return {
    node: el('label', {}, label, input, options),
    show(publication) {
      if (publication && (document.activeElement !== input || input.value.trim().toLowerCase() === publication.name.toLowerCase())) {
        input.value = publication.name;
      }
    },
  };
}
