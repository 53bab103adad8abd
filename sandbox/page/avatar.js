/** A person's initials on their colour, since fictional people have no photographs. */

import { h } from "./dom.js";

const COLOURS = ["#1f6f8b", "#8a4f1d", "#5b4b9a", "#2f7d4f", "#a23b58", "#3d5a80", "#7a5c00", "#6b3f76"];

/**
 * Decorative: the name always stands beside it.
 * @param {{id: string, name: string, colour?: string, is_bot?: boolean}} person
 */
export function avatar(person) {
  const node = h("span", { class: person.is_bot ? "avatar bot" : "avatar", "aria-hidden": "true" }, initials(person.name));
  if (!person.is_bot) {
    const colour = /^#[0-9a-f]{6}$/i.test(person.colour ?? "") ? person.colour : COLOURS[sum(person.id) % COLOURS.length];
    node.style.background = colour;
    node.style.color = isLight(colour) ? "#1d1c1d" : "#ffffff";
  }
  return node;
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "").join("").toUpperCase();
}

const sum = (id) => [...id].reduce((total, sign) => total + sign.codePointAt(0), 0);

/** Whether dark letters stand out better on it than white ones (WCAG relative luminance). */
function isLight(colour) {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179;
}
