/** The `input` block: a label, one element, a hint and, when the app refuses what was entered, its error. */

import { clientWords } from "../client_words.js";
import { freshId, h } from "../dom.js";
import { elementNode } from "./elements.js";
import { plainText } from "./inline.js";

/** @typedef {import("./surface.js").Surface} Surface */

/** Elements of several controls get a group with a legend; all others one label. */
const GROUPS = new Set(["checkboxes", "radio_buttons"]);

/**
 * @param {object} block
 * @param {Surface} surface
 */
export function inputBlock(block, surface) {
  const { element, block_id: blockId } = block;
  const ids = { control: freshId("control"), label: freshId("label"), hint: freshId("hint"), error: freshId("error") };
  const error = surface.errors[blockId];
  const group = GROUPS.has(element.type);
  const words = [plainText(block.label), block.optional && h("span", { class: "bk-optional" }, ` (${clientWords(surface.locale).optional})`)];
  const label = h(group ? "legend" : "label", { id: ids.label, class: "bk-label", for: !group && ids.control }, words);
  const control = elementNode(element, blockId, surface, {
    id: ids.control,
    labelledby: ids.label,
    describedby: [block.hint && ids.hint, error && ids.error].filter(Boolean).join(" ") || null,
    invalid: Boolean(error),
    required: !block.optional,
    input: { dispatch: Boolean(block.dispatch_action) },
  });
  return h(
    group ? "fieldset" : "div",
    { class: error ? "bk-input invalid" : "bk-input" },
    label,
    control,
    error && h("p", { class: "bk-error", id: ids.error }, error),
    block.hint && h("p", { class: "bk-hint", id: ids.hint }, plainText(block.hint)),
  );
}
