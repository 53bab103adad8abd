/** Turns a tree of spans (from mrkdwn, markdown or rich text) into elements. Pure: spans and a surface in, nodes out. */

import { h } from "../dom.js";
import { emojiFor, withEmoji } from "../emoji.js";
import { parseMrkdwn, unescapeEntities } from "../mrkdwn.js";
import { formatDate } from "./dates.js";

/** @typedef {import("./surface.js").Surface} Surface */

const SAFE_LINK = /^(https?|mailto|tel):/i;
const TAGS = { bold: "strong", italic: "em", strike: "s", underline: "u", quote: "blockquote", paragraph: "p" };

/**
 * A text object: `plain_text` or `mrkdwn`.
 * @param {{type: string, text: string, emoji?: boolean} | null | undefined} text
 * @param {Surface} surface
 * @returns {Node[]}
 */
export function textNodes(text, surface) {
  if (!text) return [];
  if (text.type === "mrkdwn") return spanNodes(parseMrkdwn(text.text), surface);
  return lines(plainText(text));
}

/** The words of a `plain_text` object, for places that hold only words: labels, names, placeholders. */
export function plainText(text) {
  if (!text) return "";
  const words = unescapeEntities(text.text ?? "");
  return text.emoji === false ? words : withEmoji(words);
}

/** Text with its line breaks as `<br>`. */
export function lines(text) {
  return text.split("\n").flatMap((line, index) => (index ? [h("br"), line] : [line]));
}

/**
 * @param {import("../mrkdwn.js").Span[]} spans
 * @param {Surface} surface
 * @returns {Node[]}
 */
export function spanNodes(spans, surface) {
  return spans.flatMap((span) => spanNode(span, surface));
}

function spanNode(span, surface) {
  switch (span.type) {
    case "text": return lines(span.text);
    case "break": return h("br");
    case "rule": return h("hr");
    case "code": return h("code", {}, span.text);
    case "pre": return h("pre", { tabindex: "0" }, span.text);
    case "heading": return h(`h${Math.min(span.level + 2, 6)}`, {}, spanNodes(span.children, surface));
    case "emoji": return emoji(span.name);
    case "link": return link(span, surface);
    case "list": return list(span, surface);
    case "date": return date(span, surface);
    default: return TAGS[span.type] ? h(TAGS[span.type], {}, spanNodes(span.children, surface)) : mention(span, surface);
  }
}

function emoji(name) {
  const sign = emojiFor(name);
  return sign ? h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " ") }, sign) : `:${name}:`;
}

function link({ url, label, children }, surface) {
  const words = children ? spanNodes(children, surface) : label || url.replace(/^mailto:/, "");
  if (!SAFE_LINK.test(url)) return h("span", {}, words);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

function list({ ordered, items, start }, surface) {
  const entries = items.map((item) => h("li", {}, spanNodes(item, surface)));
  return h(ordered ? "ol" : "ul", { start: start > 1 && start }, entries);
}

function date({ timestamp, format, url, fallback }, surface) {
  const words = formatDate(timestamp, format, surface) ?? fallback;
  const time = h("time", { datetime: isoOf(timestamp), title: fallback || null }, words);
  return url && SAFE_LINK.test(url) ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, time) : time;
}

function isoOf(timestamp) {
  const moment = new Date(timestamp * 1000);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

function mention(span, surface) {
  if (span.type === "broadcast") return h("span", { class: "mention me" }, `@${span.range}`);
  if (span.type === "channel") return h("span", { class: "mention" }, `#${surface.conversationName(span.id) ?? span.label ?? span.id}`);
  if (span.type === "group") return h("span", { class: "mention" }, span.label ?? "@group");
  const name = surface.personName(span.id) ?? span.label ?? span.id;
  return h("span", { class: span.id === surface.me ? "mention me" : "mention" }, `@${name.replace(/^@/, "")}`);
}
