const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

/**
 * Follows the server's events. A page that nobody sees lets go of its connection: it costs the server nothing, and a
 * browser has only six to one host.
 *
 * onEvent(name, data) for each event; onState('live' | 'stale' | 'paused') when that changes; onAgain() after a gap,
 * when something may have been missed.
 */
export function follow(url, names, { onEvent, onState, onAgain }) {
  let source = null;
  let timer = 0;
  let wait = FIRST_WAIT;
  let missed = false;

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function open() {
    close();
    source = new EventSource(url);
    source.onopen = () => {
      wait = FIRST_WAIT;
      onState('live');
      if (missed) {
        missed = false;
        onAgain();
      }
    };
    source.onerror = () => {
      missed = true;
      onState('stale');
      // The browser tries again by itself, unless the answer was an error.
      if (source?.readyState === EventSource.CLOSED) {
        close();
        timer = setTimeout(open, wait);
        wait = Math.min(LONGEST_WAIT, wait * 2);
      }
    };
    for (const name of names) {
      source.addEventListener(name, (event) => onEvent(name, JSON.parse(event.data)));
    }
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      close();
      missed = true;
      onState('paused');
    } else {
      open();
    }
  });
  addEventListener('pagehide', close);
  addEventListener('pageshow', (event) => {
    if (event.persisted) {
      missed = true;
      open();
    }
  });
  open();
}
