// The address holds the whole state of the page; nothing else does.

let listener = () => {};
let shown = location.search;

/** The state in the address: every value is a string. */
export function state() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** A relative address for a state; empty values are left out. */
export function href(values) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') {
      parameters.set(name, value);
    }
  }
  const query = parameters.toString();
  return query ? `?${query}` : './';
}

/** Goes to a state; replacing keeps the number of steps that "back" takes as a person would count them. */
export function go(values, { replace = false, keepPlace = false } = {}) {
  const target = new URL(href(values), location.href);
  if (target.search === location.search) {
    return;
  }
  history.replaceState({ y: scrollY }, '');
  history[replace ? 'replaceState' : 'pushState']({ y: keepPlace ? scrollY : 0 }, '', target);
  shown = location.search;
  listener({ y: null, keepPlace });
}

/** Tells of each change of state; y is where the reader had scrolled to, null where that is not known. */
export function follow(onChange) {
  listener = onChange;
  history.scrollRestoration = 'manual';
  addEventListener('popstate', (event) => {
    if (location.search !== shown) {
      shown = location.search;
      onChange({ y: event.state?.y ?? 0, keepPlace: false });
    }
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button !== 0 || link.hasAttribute('download')
        || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    const target = new URL(link.getAttribute('href'), location.href);
    if (target.origin === location.origin && target.pathname === location.pathname && !target.hash) {
      event.preventDefault();
      go(Object.fromEntries(target.searchParams), { keepPlace: link.dataset.keepPlace !== undefined });
    }
  });
}

/** The state in the address with some values changed. */
export function amend(changes) {
  return { ...state(), ...changes };
}
