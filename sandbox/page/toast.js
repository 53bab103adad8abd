/** Short notes at the edge of the page, for what went wrong; and words for screen readers only. */

import { byId, h } from "./dom.js";

const SHOWN_MS = 8000;

/** @param {import("./dom.js").Child | import("./dom.js").Child[]} words */
export function toast(words) {
  const note = h("div", { class: "toast" }, h("span", {}, words));
  note.append(h("button", { type: "button", "aria-label": "Dismiss", onclick: () => note.remove() }, "×"));
  byId("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}

/** @param {string} sentence */
export function announce(sentence) {
  byId("announcer").textContent = sentence;
}
