/** Dates and times, through the browser's own pickers: usable by keyboard, voice and touch. */

import { h } from "../dom.js";
import { epochOf, wall } from "./dates.js";

/** @typedef {import("./elements.js").Field} Field */
/** @typedef {import("./surface.js").Surface} Surface */

/** @param {object} element @param {Field} field */
export function datepicker(element, field) {
  return picker("date", field.enter(element.initial_date ?? null, isText) ?? "", field, (text) => text || null);
}

/** @param {object} element @param {Field} field */
export function timepicker(element, field) {
  return picker("time", field.enter(element.initial_time ?? null, isText) ?? "", field, (text) => text || null);
}

/** The person picks wall time in their own zone; the app gets seconds. */
export function datetimepicker(element, field, surface) {
  const seconds = field.enter(element.initial_date_time ?? null, Number.isFinite);
  const shown = seconds === null ? "" : wall(new Date(seconds * 1000), surface.tz);
  return picker("datetime-local", shown, field, (text) => (text ? epochOf(text, surface.tz) : null));
}

const isText = (value) => typeof value === "string";

function picker(type, shown, field, read) {
  const input = h("input", { ...field.attributes, type, class: "bk-picker", value: shown });
  input.addEventListener("input", () => field.note(read(input.value)));
  onceSettled(input, () => field.choose(read(input.value)));
  return input;
}

/** While somebody types a date its value passes through many others; the app hears of the last, or at once of a picked one. */
function onceSettled(input, settled) {
  let told = input.value;
  let typing = false;
  const tell = () => {
    typing = false;
    if (input.value === told) return;
    told = input.value;
    settled();
  };
  input.addEventListener("keydown", (event) => {
    typing = event.key !== "Enter";
    if (event.key === "Enter") tell();
  });
  input.addEventListener("pointerdown", () => { typing = false; });
  input.addEventListener("change", () => typing || tell());
  input.addEventListener("blur", tell);
}
