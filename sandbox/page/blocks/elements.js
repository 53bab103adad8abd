/** Every interactive element, by its type. An element either presses (and tells the app at once) or is filled in. */

import { h } from "../dom.js";
import { checkboxes, overflow, radioButtons } from "./choices.js";
import { plainText } from "./inline.js";
import { datepicker, datetimepicker, timepicker } from "./pickers.js";
import { selectElement } from "./selects.js";
import { fileInput, numberInput, textInput } from "./texts.js";

/** @typedef {import("./surface.js").Surface} Surface */

/**
 * @typedef {object} Place where an element stands, for its name, description and manner
 * @property {string} [id]
 * @property {string} [labelledby]
 * @property {string | null} [describedby]
 * @property {boolean} [invalid]
 * @property {boolean} [required]
 * @property {{dispatch: boolean}} [input] only inside an input block
 */

const ELEMENTS = {
  button,
  workflow_button: button,
  overflow,
  checkboxes,
  radio_buttons: radioButtons,
  datepicker,
  timepicker,
  datetimepicker,
  plain_text_input: textInput,
  rich_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: numberInput,
  file_input: fileInput,
};

/**
 * @param {object} element
 * @param {string} blockId
 * @param {Surface} surface
 * @param {Place} [place]
 * @returns {HTMLElement}
 */
export function elementNode(element, blockId, surface, place = {}) {
  const make = element.type.endsWith("_select") ? selectElement : Object.hasOwn(ELEMENTS, element.type) ? ELEMENTS[element.type] : unknown;
  const node = make(element, field(element, blockId, surface, place), surface);
  if (element.focus_on_load) focusable(node).setAttribute("autofocus", "");
  return node;
}

function unknown(element) {
  return h("span", { class: "bk-unknown" }, `An element of the type “${element.type}” cannot be shown here.`);
}

function focusable(node) {
  return node.matches("input, textarea, button") ? node : (node.querySelector("input, textarea, button") ?? node);
}

/**
 * What an element needs to live in a form: its key, its accessible attributes, and where its changes go.
 * @typedef {ReturnType<typeof field>} Field
 */
function field(element, blockId, surface, place) {
  const actionId = element.action_id ?? "";
  const name = plainText(element.placeholder) || actionId;
  return {
    place,
    key: `${blockId}|${actionId}`,
    attributes: {
      id: place.id,
      "data-key": `${blockId}|${actionId}`,
      "data-action-id": actionId,
      "aria-labelledby": place.input ? null : place.labelledby,
      "aria-label": place.labelledby ? null : name,
      "aria-describedby": place.describedby,
      "aria-invalid": place.invalid && "true",
      "aria-required": place.required && "true",
    },
    enter: (initial, fits) => surface.form.enter(blockId, actionId, initial, fits),
    /** Notes a value without telling anybody. */
    note: (value) => surface.form.set(blockId, actionId, value),
    /** Tells the app, after the element's question where it has one; answers whether it went. */
    tell: (value) => ask(element, surface, () => (place.input ? surface.dispatch(element, blockId) : surface.act(element, blockId, value))),
    /** Notes a value and tells the app where it wants to hear: outside input blocks, or where an input block says so. */
    async choose(value, undo = () => {}) {
      const before = surface.form.values()[blockId]?.[actionId] ?? null;
      surface.form.set(blockId, actionId, value);
      if (place.input && !place.input.dispatch) return;
      if (await this.tell(value)) return;
      surface.form.set(blockId, actionId, before);
      undo(before);
    },
  };
}

async function ask(element, surface, send) {
  if (element.confirm && !(await surface.confirm(element.confirm))) return false;
  await send();
  return true;
}

/** @param {object} element @param {Field} field */
function button(element, field) {
  const style = ["primary", "danger"].includes(element.style) ? element.style : "";
  const words = plainText(element.text);
  const press = async () => {
    node.setAttribute("aria-busy", "true");
    const sent = await field.tell(element.value ?? null);
    node.removeAttribute("aria-busy");
    if (sent && /^(https?|mailto):/i.test(element.url ?? "")) window.open(element.url, "_blank", "noopener");
  };
  const node = h("button", {
    type: "button",
    class: `bk-button ${style}`,
    "data-key": `${field.key}|${element.value ?? ""}`,
    "data-action-id": element.action_id,
    "aria-label": element.accessibility_label,
    onclick: press,
  }, words);
  return node;
}
