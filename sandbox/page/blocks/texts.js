/** Elements that are typed into: text of one line or several, e-mail, web address, number; and files. */

import { h } from "../dom.js";
import { plainText } from "./inline.js";

/** @typedef {import("./elements.js").Field} Field */

const TYPES = { email_text_input: "email", url_text_input: "url" };

/** @param {object} element @param {Field} field */
export function textInput(element, field) {
  const value = field.enter(initialText(element), isText) ?? "";
  const several = element.multiline || element.type === "rich_text_input";
  const attributes = {
    ...field.attributes,
    placeholder: plainText(element.placeholder) || null,
    maxlength: element.max_length,
    class: "bk-text",
  };
  const input = several ? h("textarea", { ...attributes, rows: "4" }) : h("input", { ...attributes, type: TYPES[element.type] ?? "text" });
  input.value = value;
  dispatchTyping(input, element, field);
  return element.max_length || element.min_length ? withCounter(input, element) : input;
}

/** @param {object} element @param {Field} field */
export function numberInput(element, field) {
  const value = field.enter(element.initial_value ?? null, isText) ?? "";
  const input = h("input", { ...field.attributes, type: "text", inputmode: element.is_decimal_allowed ? "decimal" : "numeric", placeholder: plainText(element.placeholder) || null, class: "bk-text number", autocomplete: "off" });
  input.value = value;
  dispatchTyping(input, element, field);
  return input;
}

const isText = (value) => typeof value === "string";

function initialText({ initial_value: value }) {
  if (typeof value !== "object" || value === null) return value ?? null;
  return (value.elements ?? []).flatMap((part) => part.elements ?? []).map((each) => each.text ?? "").join("");
}

/** Text is noted as it is typed; an app that asked to hear does so on Enter or on every character, as it wished. */
function dispatchTyping(input, element, field) {
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const hears = (trigger) => field.place.input?.dispatch && triggers.includes(trigger);
  input.addEventListener("input", () => {
    field.note(input.value || null);
    if (hears("on_character_entered")) field.choose(input.value || null);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || !hears("on_enter_pressed")) return;
    event.preventDefault();
    field.choose(input.value || null);
  });
}

function withCounter(input, { max_length: max, min_length: min }) {
  const counter = h("span", { class: "bk-counter", "aria-hidden": "true" });
  const count = () => {
    const short = min && input.value.length < min;
    counter.textContent = max ? `${input.value.length} / ${max}` : short ? `at least ${min}, ${input.value.length} so far` : "";
  };
  input.addEventListener("input", count);
  count();
  return h("div", { class: "bk-counted" }, input, counter);
}

/** @param {object} element @param {Field} field */
export function fileInput(element, field) {
  const accept = element.filetypes?.map((type) => `.${type}`).join(",");
  const most = element.max_files ?? 10;
  const held = field.enter(null, (value) => Array.isArray(value)) ?? [];
  const names = h("p", { class: "bk-hint", role: "status" }, held.map((file) => file.name).join(", "));
  const input = h("input", { ...field.attributes, type: "file", multiple: most > 1, accept: accept ?? null, class: "bk-file" });
  input.addEventListener("change", async () => {
    const files = [...input.files].slice(0, most);
    names.textContent = files.map((file) => file.name).join(", ");
    field.choose(await Promise.all(files.map(async (file) => ({ name: file.name, content: await file.text() }))));
  });
  return h("div", {}, input, names);
}
