/** Short notes at the edge of the page, for what went wrong; and words for screen readers only. */

import { byId, h } from "./dom.js";

const SHOWN_MS = 8000;

/** @param {string} sentence */
export function toast(sentence) {
  const note = h("div", { class: "toast" }, h("span", {}, sentence));
  note.append(h("button", { type: "button", "aria-label": "Dismiss", onclick: () => note.remove() }, "×"));
  byId("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}

/** @param {string} sentence */
export function announce(sentence) {
  byId("announcer").textContent = sentence;
}
