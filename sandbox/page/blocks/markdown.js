/** The `markdown` block: everyday Markdown as a tree of spans. Pure. HTML in it is only words. */

/** @typedef {import("../mrkdwn.js").Span} Span */

const LIST_ITEM = /^(\s*)([-*+]|\d+[.)]) +(.*)$/;

/** The kinds of block, each knowing its first line and how to take its lines off the front. */
const TAKERS = [
  [/^```/, takeFence],
  [/^#{1,6} /, takeHeading],
  [/^ {0,3}([-*_])( *\1){2,} *$/, (lines) => (lines.shift(), { type: "rule" })],
  [/^>/, takeQuote],
  [LIST_ITEM, takeList],
];

/**
 * @param {string} text
 * @returns {Span[]}
 */
export function parseMarkdown(text) {
  const lines = text.split("\n");
  const blocks = [];
  while (lines.length) {
    if (!lines[0].trim()) lines.shift();
    else blocks.push((takerOf(lines[0]) ?? takeParagraph)(lines));
  }
  return blocks;
}

function takerOf(line) {
  return TAKERS.find(([first]) => first.test(line))?.[1];
}

function takeWhile(lines, holds) {
  const end = lines.findIndex((line) => !holds(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

function takeFence(lines) {
  lines.shift();
  const inside = takeWhile(lines, (line) => !line.startsWith("```"));
  lines.shift();
  return { type: "pre", text: inside.join("\n") };
}

function takeHeading(lines) {
  const [, signs, words] = /^(#{1,6}) +(.*?)#*$/.exec(lines.shift()) ?? [null, "#", ""];
  return { type: "heading", level: signs.length, children: markdownInline(words) };
}

function takeQuote(lines) {
  const inside = takeWhile(lines, (line) => line.startsWith(">")).map((line) => line.replace(/^> ?/, ""));
  return { type: "quote", children: withBreaks(inside) };
}

function takeParagraph(lines) {
  const first = lines.shift();
  return { type: "paragraph", children: withBreaks([first, ...takeWhile(lines, (line) => line.trim() && !takerOf(line))]) };
}

function takeList(lines) {
  const [, margin, sign] = LIST_ITEM.exec(lines[0]);
  const items = [];
  while (lines.length && LIST_ITEM.test(lines[0])) {
    const [, indent, , words] = LIST_ITEM.exec(lines[0]);
    if (indent.length < margin.length) break;
    if (indent.length > margin.length && items.length) items.at(-1).push(takeList(lines));
    else items.push(markdownInline((lines.shift(), words)));
  }
  return { type: "list", ordered: /\d/.test(sign), start: Number.parseInt(sign, 10) || 1, items };
}

function withBreaks(lines) {
  return lines.flatMap((line, index) => (index ? [{ type: "break" }, ...markdownInline(line)] : markdownInline(line)));
}

/** What may stand inside a line, the first that fits winning. */
const INLINE = [
  [/^\\([\\`*_{}[\]()#+\-.!~>|])/, (m) => ({ type: "text", text: m[1] })],
  [/^`([^`]+)`/, (m) => ({ type: "code", text: m[1] })],
  [/^\*\*(?=\S)(.+?\S?)\*\*/, (m) => ({ type: "bold", children: markdownInline(m[1]) })],
  [/^__(?=\S)(.+?\S?)__(?!\w)/, (m) => ({ type: "bold", children: markdownInline(m[1]) })],
  [/^~~(?=\S)(.+?)~~/, (m) => ({ type: "strike", children: markdownInline(m[1]) })],
  [/^\*(?=[^\s*])(.+?)\*(?!\*)/, (m) => ({ type: "italic", children: markdownInline(m[1]) })],
  [/^_(?=[^\s_])(.+?)_(?!\w)/, (m) => ({ type: "italic", children: markdownInline(m[1]) })],
  [/^!?\[([^\]]*)\]\(\s*([^\s)]+)[^)]*\)/, (m) => ({ type: "link", url: m[2], label: m[1] })],
  [/^<(https?:[^>\s]+)>/, (m) => ({ type: "link", url: m[1], label: null })],
  [/^<@([A-Z0-9]+)>/, (m) => ({ type: "user", id: m[1], label: null })],
  [/^:([a-z0-9_+-]+):/, (m) => ({ type: "emoji", name: m[1] })],
];

/**
 * One line of Markdown.
 * @param {string} text
 * @returns {Span[]}
 */
export function markdownInline(text) {
  const spans = [];
  let plain = "";
  for (let rest = text; rest; ) {
    const insideWord = /[\p{L}\p{N}]$/u.test(plain) && rest[0] === "_";
    const [match, make] = insideWord ? [null] : firstMatch(rest);
    if (!match) {
      plain += rest[0];
      rest = rest.slice(1);
      continue;
    }
    if (plain) spans.push({ type: "text", text: plain });
    plain = "";
    spans.push(make(match));
    rest = rest.slice(match[0].length);
  }
  return plain ? [...spans, { type: "text", text: plain }] : spans;
}

function firstMatch(rest) {
  for (const [pattern, make] of INLINE) {
    const match = pattern.exec(rest);
    if (match) return [match, make];
  }
  return [null, null];
}
