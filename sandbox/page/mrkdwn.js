/** Reads Slack's mrkdwn into a small tree. Pure: no DOM, no names, no clock; `blocks/inline.js` turns the tree into elements. */

/**
 * @typedef {{type: "text", text: string} | {type: "break"}
 *   | {type: "bold" | "italic" | "strike" | "quote" | "paragraph", children: Span[]}
 *   | {type: "code" | "pre", text: string} | {type: "link", url: string, label: string | null}
 *   | {type: "user" | "channel" | "group", id: string, label: string | null} | {type: "broadcast", range: string}
 *   | {type: "date", timestamp: number, format: string, url: string | null, fallback: string}
 *   | {type: "emoji", name: string} | {type: "list", ordered: boolean, items: Span[][]}} Span
 */

const STYLES = { "*": "bold", _: "italic", "~": "strike" };
const WORD = /[\p{L}\p{N}]/u;

/**
 * @param {string} text as an app sends it: `&`, `<` and `>` escaped, `<…>` for links and mentions
 * @returns {Span[]} blocks: paragraphs, quotes, preformatted text, lists
 */
export function parseMrkdwn(text) {
  const blocks = [];
  text.split(/```\n?([\s\S]+?)\n?```/).forEach((part, index) => {
    if (index % 2) blocks.push({ type: "pre", text: unescapeEntities(plainControls(part)) });
    else if (part.trim()) blocks.push(...parseLines(index ? part.replace(/^\n/, "") : part));
  });
  return blocks;
}

/** Undoes the three escapes that Slack knows, once. */
export function unescapeEntities(text) {
  return text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: "&", lt: "<", gt: ">" })[name]);
}

/** Lines gather into runs of one kind: quoted, bulleted with the sign apps use for a list, or neither. */
function parseLines(text) {
  const lines = text.split("\n");
  const whole = lines.findIndex((line) => /^(>>>|&gt;&gt;&gt;)/.test(line));
  const runs = [];
  lines.forEach((line, index) => {
    const [kind, content] = whole >= 0 && index >= whole ? ["quote", line.replace(/^(>>>|&gt;&gt;&gt;) ?/, "")] : lineKind(line);
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(content);
    else runs.push({ kind, lines: [content] });
  });
  return runs.map(block);
}

function lineKind(line) {
  const quote = /^(?:>|&gt;) ?(.*)$/.exec(line);
  if (quote) return ["quote", quote[1]];
  const bullet = /^\s*• +(.*)$/.exec(line);
  return bullet ? ["list", bullet[1]] : ["paragraph", line];
}

function block({ kind, lines }) {
  if (kind === "list") return { type: "list", ordered: false, items: lines.map(parseInline) };
  const children = lines.flatMap((line, index) => (index ? [{ type: "break" }, ...parseInline(line)] : parseInline(line)));
  return { type: kind, children };
}

/**
 * One line of mrkdwn.
 * @param {string} line
 * @returns {Span[]}
 */
export function parseInline(line) {
  const spans = [];
  let plain = "";
  const flush = () => {
    if (plain) spans.push({ type: "text", text: unescapeEntities(plain) });
    plain = "";
  };
  for (let at = 0; at < line.length; ) {
    const found = spanAt(line, at);
    if (found) {
      flush();
      spans.push(found.span);
      at = found.end;
    } else {
      plain += line[at];
      at += 1;
    }
  }
  flush();
  return spans;
}

/** The span that starts exactly here, and where it ends; null for a plain character. */
function spanAt(line, at) {
  const sign = line[at];
  if (sign === "<") return controlAt(line, at);
  if (sign === "`") return codeAt(line, at);
  if (sign === ":") return emojiAt(line, at);
  return Object.hasOwn(STYLES, sign) ? styledAt(line, at) : null;
}

function controlAt(line, at) {
  const end = line.indexOf(">", at);
  const span = end > at + 1 ? control(line.slice(at + 1, end)) : null;
  return span && { span, end: end + 1 };
}

/** What stands between `<` and `>`; null when it is nothing that Slack knows, so that it stays text. */
function control(inside) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? null : unescapeEntities(inside.slice(bar + 1));
  if (target.startsWith("@")) return { type: "user", id: target.slice(1), label };
  if (target.startsWith("#")) return { type: "channel", id: target.slice(1), label };
  if (target.startsWith("!")) return special(target.slice(1), label);
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(target) ? { type: "link", url: unescapeEntities(target), label } : null;
}

function special(command, label) {
  if (["here", "channel", "everyone"].includes(command)) return { type: "broadcast", range: command };
  if (command.startsWith("subteam^")) return { type: "group", id: command.slice(8), label };
  const [word, timestamp, format, url] = command.split("^");
  if (word !== "date" || !/^\d+$/.test(timestamp ?? "")) return { type: "text", text: label ?? command };
  return { type: "date", timestamp: Number(timestamp), format: unescapeEntities(format ?? ""), url: url ?? null, fallback: label ?? "" };
}

function codeAt(line, at) {
  const end = line.indexOf("`", at + 1);
  if (end <= at + 1) return null;
  return { span: { type: "code", text: unescapeEntities(plainControls(line.slice(at + 1, end))) }, end: end + 1 };
}

/** Links inside code lose their signs and keep their words. */
function plainControls(text) {
  return text.replace(/<([a-z]+:[^>|]+)(?:\|([^>]*))?>/gi, (_, url, label) => label ?? url);
}

function emojiAt(line, at) {
  const match = /^:([a-z0-9_+-]+):(?::skin-tone-[2-6]:)?/.exec(line.slice(at));
  return match && { span: { type: "emoji", name: match[1] }, end: at + match[0].length };
}

/** Bold, italic and struck text: the signs must hug the words inside and stand apart from words outside. */
function styledAt(line, at) {
  const sign = line[at];
  if (at && WORD.test(line[at - 1])) return null;
  if (!line[at + 1] || /\s/.test(line[at + 1]) || line[at + 1] === sign) return null;
  const end = closing(line, at + 1, sign);
  if (end < 0) return null;
  return { span: { type: STYLES[sign], children: parseInline(line.slice(at + 1, end)) }, end: end + 1 };
}

function closing(line, from, sign) {
  for (let at = from; at < line.length; at += 1) {
    const skipped = line[at] === "<" ? controlAt(line, at) : line[at] === "`" ? codeAt(line, at) : null;
    if (skipped) at = skipped.end - 1;
    else if (line[at] === sign && at > from && !/\s/.test(line[at - 1]) && !WORD.test(line[at + 1] ?? "")) return at;
  }
  return -1;
}
