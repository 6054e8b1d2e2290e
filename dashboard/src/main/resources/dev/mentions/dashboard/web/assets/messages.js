import { amend, href } from './address.js';
import { el, setText } from './dom.js';

function box(kind, heading, title, ...children) {
  return el('div', { class: `message ${kind}` }, el(heading, {}, title), ...children);
}

/** Says that there is nothing, and what to do about it. */
export function nothing(title, ...children) {
  return box('nothing', 'h2', title, ...children);
}

/** A command to copy. */
export function command(text) {
  return el('pre', {}, el('code', {}, text));
}

/** Says what failed and offers to try again, by itself where the server said when. */
export function problem(error, retry, heading = 'h2') {
  const button = el('button', { type: 'button', onclick: retry }, 'Try again');
  const wait = el('span', { class: 'quiet' });
  const message = box(
    'problem',
    heading,
    error.title ?? 'The page has a fault',
    el('p', {}, error.detail ?? error.message),
    error.status === 422 ? el('p', {}, el('a', { href: href(amend({ from: '', to: '' })), 'data-keep-place': '' }, 'Show all time')) : null,
    error.status === 404 ? el('p', {}, el('a', { href: './' }, 'All publications')) : null,
    el('p', { class: 'actions' }, button, ' ', wait));
  message.setAttribute('role', 'alert');
  if (error.retryAfter !== null && error.retryAfter !== undefined) {
    countDown(message, wait, error.retryAfter, retry);
  }
  return message;
}

function countDown(message, node, seconds, retry) {
  let left = seconds;
  const timer = setInterval(() => {
    if (!message.isConnected) {
      clearInterval(timer);
      return;
    }
    left--;
    setText(node, `Tries again in ${left} s`);
    if (left <= 0) {
      clearInterval(timer);
      retry();
    }
  }, 1000);
  node.setAttribute('aria-hidden', 'true');
  node.textContent = `Tries again in ${left} s`;
}
