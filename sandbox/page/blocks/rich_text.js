/** The `rich_text` block: sections, lists, quotes and preformatted text. Its words come unescaped and are shown as they are. */

import { h } from "../dom.js";
import { spanNodes } from "./inline.js";

/** @typedef {import("./surface.js").Surface} Surface */

const STYLES = ["code", "strike", "italic", "bold", "underline"];

/**
 * @param {object[]} elements of a `rich_text` block
 * @param {Surface} surface
 * @returns {HTMLElement[]}
 */
export function richText(elements, surface) {
  const nodes = [];
  for (let at = 0; at < elements.length; ) {
    const run = listRun(elements, at);
    nodes.push(run.length ? nestedList(run, surface) : part(elements[at], surface));
    at += run.length || 1;
  }
  return nodes;
}

function part(element, surface) {
  const inner = spanNodes((element.elements ?? []).map(span), surface);
  if (element.type === "rich_text_quote") return h("blockquote", {}, inner);
  if (element.type === "rich_text_preformatted") return h("pre", { tabindex: "0" }, inner);
  return h("p", {}, inner);
}

/** Lists that follow one another belong together: a deeper indent nests under the item before it. */
function listRun(elements, from) {
  const end = elements.findIndex((element, at) => at >= from && (element.type !== "rich_text_list" || startsAnew(elements, from, at)));
  return elements.slice(from, end < 0 ? elements.length : end);
}

function startsAnew(elements, from, at) {
  return at > from && indent(elements[at]) === indent(elements[from]) && elements[at].style !== elements[from].style;
}

const indent = (list) => list.indent ?? 0;

function nestedList(run, surface) {
  const root = listElement(run[0]);
  const open = [{ indent: indent(run[0]), list: root }];
  for (const part of run) {
    while (open.length > 1 && indent(part) < open.at(-1).indent) open.pop();
    if (indent(part) > open.at(-1).indent) open.push({ indent: indent(part), list: nestUnder(open.at(-1).list, listElement(part)) });
    const items = part.elements.map((item) => h("li", {}, spanNodes((item.elements ?? []).map(span), surface)));
    open.at(-1).list.append(...items);
  }
  return root;
}

function nestUnder(outer, inner) {
  const host = outer.lastElementChild ?? outer.appendChild(h("li"));
  host.append(inner);
  return inner;
}

function listElement({ style, offset }) {
  return style === "ordered" ? h("ol", { start: offset ? offset + 1 : null }) : h("ul");
}

/** One inline element as a span of the common tree, wrapped in its styles. */
function span(element) {
  const inner = plainSpan(element);
  return STYLES.filter((style) => element.style?.[style]).reduce(
    (child, style) => (style === "code" ? { type: "code", text: element.text ?? element.url ?? "" } : { type: style, children: [child] }),
    inner,
  );
}

function plainSpan(element) {
  switch (element.type) {
    case "link": return { type: "link", url: element.url, label: element.text ?? null };
    case "user": return { type: "user", id: element.user_id, label: null };
    case "channel": return { type: "channel", id: element.channel_id, label: null };
    case "usergroup": return { type: "group", id: element.usergroup_id, label: null };
    case "broadcast": return { type: "broadcast", range: element.range };
    case "emoji": return { type: "emoji", name: element.name };
    case "date": return { type: "date", timestamp: element.timestamp, format: element.format, url: element.url ?? null, fallback: element.fallback ?? "" };
    case "color": return { type: "code", text: element.value };
    default: return { type: "text", text: element.text ?? "" };
  }
}
