/** Block Kit: a list of blocks in, elements out. Each kind of block is one function in the table below. */

import { freshId, h } from "../dom.js";
import { elementNode } from "./elements.js";
import { plainText, spanNodes, textNodes } from "./inline.js";
import { inputBlock } from "./inputs.js";
import { parseMarkdown } from "./markdown.js";
import { richText } from "./rich_text.js";
import { tableBlock } from "./table.js";

/** @typedef {import("./surface.js").Surface} Surface */

const RENDERERS = {
  section,
  header: (block) => h("h3", { class: "bk-header" }, plainText(block.text)),
  divider: () => h("hr", { class: "bk-divider" }),
  context: (block, surface) => h("div", { class: "bk-context" }, block.elements.map((each) => contextElement(each, surface))),
  actions,
  context_actions: actions,
  image,
  input: inputBlock,
  rich_text: (block, surface) => h("div", { class: "bk-rich-text" }, richText(block.elements, surface)),
  markdown: (block, surface) => h("div", { class: "bk-markdown" }, spanNodes(parseMarkdown(block.text), surface)),
  table: tableBlock,
  alert: (block, surface) => h("div", { class: `bk-alert ${alertLevel(block)}`, role: "note" }, textNodes(block.text, surface)),
};

/**
 * @param {object[]} blocks
 * @param {Surface} surface
 * @returns {HTMLElement[]}
 */
export function renderBlocks(blocks, surface) {
  return blocks.map((block) => renderBlock(block, surface));
}

function renderBlock(block, surface) {
  const renderer = Object.hasOwn(RENDERERS, block.type) ? RENDERERS[block.type] : unknown;
  const element = renderer(block, surface);
  element.classList.add("bk-block");
  element.dataset.blockId = block.block_id ?? "";
  return element;
}

function unknown(block) {
  return h("p", { class: "bk-unknown" }, `A block of the type “${block.type}” cannot be shown here.`);
}

function section(block, surface) {
  const id = freshId("section");
  const fields = block.fields?.map((field) => h("div", { class: "bk-field" }, textNodes(field, surface)));
  const words = h("div", { class: "bk-words", id }, textNodes(block.text, surface), fields && h("div", { class: "bk-fields" }, fields));
  return h("div", { class: "bk-section" }, words, block.accessory && accessory(block, id, surface));
}

function accessory({ accessory: element, block_id: blockId, text }, wordsId, surface) {
  if (element.type === "image") return h("div", { class: "bk-accessory" }, picture(element, "bk-thumbnail"));
  const control = elementNode(element, blockId, surface, text ? { labelledby: wordsId } : {});
  return h("div", { class: "bk-accessory" }, control);
}

function contextElement(element, surface) {
  if (element.type === "image") return picture(element, "bk-context-image");
  return h("span", { class: "bk-context-text" }, textNodes(element, surface));
}

function actions(block, surface) {
  return h("div", { class: "bk-actions" }, block.elements.map((element) => elementNode(element, block.block_id, surface)));
}

function image(block, surface) {
  return h("figure", { class: "bk-image" }, block.title && h("figcaption", {}, textNodes(block.title, surface)), picture(block, "bk-picture"));
}

/** Pictures that cannot be fetched (this page works offline) leave their description in their place. */
function picture({ image_url: url, slack_file: file, alt_text: alt }, className) {
  const source = url ?? file?.url ?? "";
  return h("img", { class: className, src: /^(https?:|data:image\/|\/)/.test(source) && source, alt: alt ?? "", title: alt || null, loading: "lazy" });
}

function alertLevel({ level }) {
  return ["info", "warning", "error", "success"].includes(level) ? level : "default";
}
