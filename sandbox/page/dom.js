/** Small ways to make and find elements. Text only ever becomes text nodes: nothing here parses HTML. */

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element. `on*` functions become listeners, `true` an empty attribute, null and false are left out.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...shown(children));
  return element;
}

/**
 * Replaces what an element holds.
 * @param {Element} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
  element.replaceChildren(...shown(children));
}

/** @param {(Child | Child[])[]} children */
function shown(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (typeof child === "number" ? String(child) : child));
}

function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on") && typeof value === "function") element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * The one element with this id; a missing one is a fault in the page itself.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no #${id}`);
  return element;
}

let made = 0;

/** A fresh id, for tying labels and hints to their controls. */
export function freshId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}

/**
 * Runs a redraw and puts the keyboard's focus (and text cursor) back on the control with the same `data-key`.
 * @param {Element} root
 * @param {() => void} redraw
 */
export function keepingFocus(root, redraw) {
  const before = root.contains(document.activeElement) ? document.activeElement : null;
  const key = before?.getAttribute("data-key");
  const cursor = before && "selectionStart" in before ? [before.selectionStart, before.selectionEnd] : null;
  redraw();
  if (!key) return;
  const after = root.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!after) return;
  after.focus({ preventScroll: true });
  if (cursor && cursor[0] !== null && "setSelectionRange" in after) after.setSelectionRange(...cursor);
}
