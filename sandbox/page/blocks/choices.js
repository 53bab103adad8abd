/** Elements that show all their options at once: checkboxes, radio buttons, and the overflow menu behind its three dots. */

import { freshId, h } from "../dom.js";
import { plainText, textNodes } from "./inline.js";
import { menuBelow } from "./menu.js";

/** @typedef {import("./elements.js").Field} Field */
/** @typedef {import("./surface.js").Surface} Surface */

/** @param {object} element @param {Field} field @param {Surface} surface */
export function checkboxes(element, field, surface) {
  const known = new Set(element.options.map((option) => option.value));
  const initial = (element.initial_options ?? []).map((option) => option.value);
  const chosen = field.enter(initial, (value) => Array.isArray(value) && value.every((each) => known.has(each))) ?? [];
  const boxes = element.options.map((option) => choice("checkbox", option, chosen.includes(option.value), field, surface));
  const show = (values) => boxes.forEach(({ input }) => { input.checked = (values ?? []).includes(input.value); });
  const changed = () => field.choose(boxes.filter(({ input }) => input.checked).map(({ input }) => input.value), show);
  boxes.forEach(({ input }) => input.addEventListener("change", changed));
  return group("group", boxes, field);
}

/** @param {object} element @param {Field} field @param {Surface} surface */
export function radioButtons(element, field, surface) {
  const known = new Set(element.options.map((option) => option.value));
  const chosen = field.enter(element.initial_option?.value ?? null, (value) => known.has(value));
  const name = freshId("radio");
  const radios = element.options.map((option) => choice("radio", option, option.value === chosen, field, surface));
  const show = (value) => radios.forEach(({ input }) => { input.checked = input.value === value; });
  radios.forEach(({ input }) => {
    input.name = name;
    input.addEventListener("change", () => field.choose(input.value, show));
  });
  return group("radiogroup", radios, field);
}

function choice(type, option, checked, field, surface) {
  const id = freshId(type);
  const described = option.description && freshId("description");
  const input = h("input", { type, id, value: option.value, checked, "data-key": `${field.key}|${option.value}`, "aria-describedby": described });
  const words = h("label", { for: id }, textNodes(option.text, surface));
  const more = option.description && h("span", { class: "bk-option-description", id: described }, textNodes(option.description, surface));
  return { input, row: h("div", { class: "bk-choice" }, input, h("div", {}, words, more)) };
}

/** A fieldset names the group already; elsewhere it is named by its section. */
function group(role, choices, field) {
  const { "aria-labelledby": labelledby, "aria-label": label, "aria-describedby": describedby, "data-action-id": actionId } = field.attributes;
  const named = field.place.input ? { "aria-labelledby": field.place.labelledby } : { "aria-labelledby": labelledby, "aria-label": label };
  return h("div", { class: "bk-choices", role, ...named, "aria-describedby": describedby, "data-action-id": actionId }, choices.map(({ row }) => row));
}

/** @param {object} element @param {Field} field */
export function overflow(element, field) {
  const items = element.options.map((option) => ({
    words: plainText(option.text),
    description: plainText(option.description),
    run: async () => {
      const sent = await field.tell(option.value);
      if (sent && /^https?:/i.test(option.url ?? "")) window.open(option.url, "_blank", "noopener");
    },
  }));
  const button = h("button", { type: "button", class: "bk-overflow", "aria-label": "More actions", "data-key": field.key, "data-action-id": element.action_id }, "⋯");
  return h("span", { class: "bk-menu-host" }, button, menuBelow(button, items));
}
