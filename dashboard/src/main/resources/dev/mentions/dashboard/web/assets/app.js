import { follow as followAddress, go, state } from './address.js';
import { away, json } from './api.js';
import { setText } from './dom.js';
import { counted } from './format.js';
import { follow as followEvents } from './live.js';
import { problem } from './messages.js';
import { strip as makeStrip } from './strip.js';
import * as overview from './overview.js';

/** What a view may cost at most: one refresh in this time, in milliseconds, however fast counts move. */
const REFRESH = 3_000;
const STATUS = 15_000;
const ANNOUNCE = 30_000;
const PRELOAD = 1_000;

const VIEWS = {
  overview: async () => overview,
  publication: () => import('./publication.js'),
  entity: () => import('./entity.js'),
  names: () => import('./names.js'),
  compare: () => import('./compare.js'),
};

const main = document.getElementById('main');
const strip = makeStrip(document.getElementById('strip'));
let view = null;
let loading = null;
let loadedAt = 0;
let refreshing = 0;

function place({ y, keepPlace }, fresh) {
  if (y !== null && y !== undefined) {
    scrollTo(0, y);
  } else if (fresh && !keepPlace) {
    scrollTo(0, 0);
    const heading = view.root.querySelector('h1');
    if (heading) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }
}

function markNavigation(name) {
  for (const link of document.querySelectorAll('[data-view]')) {
    if (link.dataset.view === name) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

/** Says what went wrong: above a view that stays, where the reader can choose otherwise, or instead of one. */
function fail(error, staying) {
  const retry = () => show({ y: null, keepPlace: true });
  const message = problem(error, retry, staying ? 'h2' : 'h1');
  if (staying) {
    main.replaceChildren(message, staying.root);
  } else {
    view?.close?.();
    view = { root: message, key: null, title: () => 'Not now' };
    main.replaceChildren(message);
    document.title = 'Not now · Mentions';
  }
  if (!(error.status >= 0)) {
    throw error;
  }
}

/** Shows what the address says; a view that stays keeps its elements, and with them focus and place. */
async function show(change, first = false) {
  const now = state();
  const name = Object.hasOwn(VIEWS, now.view ?? '') ? now.view : 'overview';
  loading?.abort();
  const mine = new AbortController();
  loading = mine;
  main.setAttribute('aria-busy', 'true');
  let next = view;
  let fresh = false;
  try {
    const module = await VIEWS[name]().catch(() => {
      throw away();
    });
    const key = module.key(now);
    if (view?.key !== key) {
      next = { ...module.open(now), key };
      fresh = true;
    }
    const data = await next.load(now, mine.signal);
    if (mine.signal.aborted) {
      return;
    }
    next.draw(data, now, Boolean(change.refresh));
    if (fresh) {
      view?.close?.();
    }
    view = next;
    loadedAt = Date.now();
    if (main.firstElementChild !== view.root || main.childElementCount > 1) {
      main.replaceChildren(view.root);
    }
    document.title = `${view.title()} · Mentions`;
    markNavigation(name);
    performance.mark('drawn');
  } catch (error) {
    if (mine.signal.aborted || error.name === 'AbortError') {
      return;
    }
    if (change.refresh && view && !fresh) {
      // What is shown stays; the next event tries again.
      return;
    }
    fail(error, fresh || !view ? null : view);
    markNavigation(name);
  } finally {
    if (loading === mine) {
      main.removeAttribute('aria-busy');
    }
  }
  if (!change.refresh && !first) {
    place(change, fresh);
  }
}

function refresh() {
  if (refreshing) {
    return;
  }
  refreshing = setTimeout(() => {
    refreshing = 0;
    if (!document.hidden) {
      show({ refresh: true });
    }
  }, Math.max(0, loadedAt + REFRESH - Date.now()));
}

let announced = Date.now();
function announce(event) {
  if (event.changed.length > 0 && Date.now() - announced > ANNOUNCE) {
    announced = Date.now();
    setText(document.getElementById('announce'),
      `${counted(event.articles, 'article')} now, ${counted(event.changed.length, 'publication')} changed`);
  }
}

async function status() {
  if (!document.hidden) {
    try {
      strip.status(await json('status'));
    } catch {
      // The connection's own state is shown already.
    }
  }
}

const onEvent = {
  counts(event) {
    strip.counts(event);
    announce(event);
    view?.moved?.(event);
    if (view && (view.concerns?.(event) ?? event.changed.length > 0)) {
      refresh();
    }
  },
  pipeline: (event) => strip.pipeline(event),
  generation() {
    status();
    refresh();
  },
};

document.getElementById('find').addEventListener('submit', (event) => {
  event.preventDefault();
  const name = new FormData(event.target).get('name').trim();
  if (name) {
    go({ view: 'names', name });
  }
});

followAddress((change) => show(change));
addEventListener('themechange', () => view?.themed?.());
show({ y: history.state?.y ?? null }, true).then(() => {
  if (history.state?.y) {
    scrollTo(0, history.state.y);
  }
  // From here on a view opens without a wait, and without the server.
  setTimeout(() => Object.values(VIEWS).forEach((load) => load().catch(() => {})), PRELOAD);
});
status();
setInterval(status, STATUS);
followEvents('events', Object.keys(onEvent), {
  onEvent: (name, data) => onEvent[name](data),
  onState: (name) => strip.state(name),
  onAgain() {
    status();
    refresh();
  },
});
