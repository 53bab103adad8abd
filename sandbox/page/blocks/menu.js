/** Small things that open beside their button, above everything else on the page. */

import { h } from "../dom.js";

/**
 * A menu of commands; arrow keys walk it, Escape and a click elsewhere close it.
 * @param {HTMLElement} button opens it
 * @param {{words: string, description?: string, run: () => void}[]} items
 * @returns {HTMLElement} to be put beside the button
 */
export function menuBelow(button, items) {
  const menu = h("div", { class: "menu", role: "menu", popover: "auto" });
  const entries = items.map(({ words, description, run }) =>
    h("button", { type: "button", role: "menuitem", tabindex: "-1", onclick: () => { menu.hidePopover(); run(); } },
      words, description && h("span", { class: "bk-option-description" }, description)));
  menu.append(...entries);
  menu.addEventListener("keydown", (event) => walk(event, entries));
  menu.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    button.setAttribute("aria-expanded", String(open));
    if (open) entries[0]?.focus();
  });
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.popoverTargetElement = menu;
  menu.addEventListener("beforetoggle", (event) => event.newState === "open" && requestAnimationFrame(() => placeBeside(menu, button)));
  return menu;
}

function walk(event, entries) {
  const at = entries.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  entries.at(to % entries.length).focus();
}

/**
 * Puts a popover under its anchor, or above it where there is more room.
 * @param {HTMLElement} popover
 * @param {Element} anchor
 * @param {{stretch?: boolean}} [manner] as wide as the anchor at least
 */
export function placeBeside(popover, anchor, { stretch = false } = {}) {
  const box = anchor.getBoundingClientRect();
  if (stretch) popover.style.minWidth = `${box.width}px`;
  const below = window.innerHeight - box.bottom - 12;
  const above = box.top - 12;
  const up = below < Math.min(popover.scrollHeight, 240) && above > below;
  popover.style.maxHeight = `${Math.min(320, Math.max(up ? above : below, 80))}px`;
  popover.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - popover.offsetWidth - 8))}px`;
  popover.style.top = up ? "auto" : `${box.bottom + 4}px`;
  popover.style.bottom = up ? `${window.innerHeight - box.top + 4}px` : "auto";
}
