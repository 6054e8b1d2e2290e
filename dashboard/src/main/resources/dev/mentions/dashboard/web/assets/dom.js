const SVG = 'http://www.w3.org/2000/svg';
const rows = new WeakMap();

function append(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name.startsWith('on')) {
      node.addEventListener(name.slice(2), value);
    } else {
      node.setAttribute(name, value === true ? '' : value);
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** An HTML element. Strings become text, never markup. */
export function el(tag, properties = {}, ...children) {
  return append(document.createElement(tag), properties, children);
}

/** An SVG element. */
export function svg(tag, properties = {}, ...children) {
  return append(document.createElementNS(SVG, tag), properties, children);
}

/** Sets a text only where it differs, so that nothing is announced or painted for nothing. */
export function setText(node, value) {
  const wanted = String(value);
  if (node.textContent !== wanted) {
    node.textContent = wanted;
    return true;
  }
  return false;
}

/** Sets a number's text, and marks it for a moment when it moved. */
export function setNumber(node, value) {
  const first = node.textContent === '';
  if (setText(node, value) && !first) {
    node.classList.remove('moved');
    requestAnimationFrame(() => node.classList.add('moved'));
  }
}

/**
 * Makes the children of a list those of the items, keeping the elements of items that stay, and the focus in them.
 * make(item) returns {node, update(item, index, context)}; what changes from one drawing to the next comes in the context,
 * as an element that stays was made in an earlier one.
 */
export function keyed(parent, items, keyOf, make, context) {
  const known = rows.get(parent) ?? new Map();
  rows.set(parent, known);
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const kept = new Set();
  let next = parent.firstElementChild;
  items.forEach((item, index) => {
    const key = keyOf(item);
    let row = known.get(key);
    if (!row) {
      row = make(item);
      known.set(key, row);
    }
    kept.add(key);
    row.update(item, index, context);
    if (row.node === next) {
      next = next.nextElementSibling;
    } else {
      parent.insertBefore(row.node, next);
    }
  });
  for (const [key, row] of known) {
    if (!kept.has(key)) {
      row.node.remove();
      known.delete(key);
    }
  }
  if (focused && focused.isConnected && focused !== document.activeElement) {
    focused.focus({ preventScroll: true });
  }
}
