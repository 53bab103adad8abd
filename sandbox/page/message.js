/** One message: who, when, its blocks or its text, its files; and, where it is so, that nobody else sees it. */

import { avatar } from "./avatar.js";
import { inWords, momentOf } from "./blocks/dates.js";
import { textNodes } from "./blocks/inline.js";
import { renderBlocks } from "./blocks/render.js";
import { clientWords } from "./client_words.js";
import { h } from "./dom.js";

/**
 * @param {object} message as the server sends it
 * @param {boolean} compact whether its author's name already stands before it
 * @param {import("./app.js").Page} page
 * @param {string} channel
 */
export function messageNode(message, compact, page, channel) {
  const author = authorOf(message, page.store);
  const gutter = compact ? h("span", { class: "gutter-time", "aria-hidden": "true" }, timeOf(message, page)) : avatar(author);
  const name = h("span", { class: compact ? "unseen" : "message-head" },
    h("strong", { class: "author" }, author.name), author.is_bot && h("span", { class: "app-mark" }, "App"), " ",
    h("time", { datetime: momentOf(message).toISOString(), title: wholeTime(message, page) }, timeOf(message, page)));
  const classes = ["message", compact && "compact", message.is_ephemeral && "ephemeral"].filter(Boolean).join(" ");
  return h("li", { class: classes, "data-ts": message.ts },
    message.is_ephemeral && onlyYou(message, page, channel),
    h("div", { class: "gutter" }, gutter),
    h("div", { class: "message-body" }, name, content(message, page, channel), files(message)));
}

function authorOf(message, store) {
  if (message.from_page) return { id: "page", name: "Workspace", is_bot: true };
  const id = message.user ?? message.bot_id ?? "";
  return store.person(id) ?? { id, name: message.username ?? "Somebody" };
}

function content(message, page, channel) {
  const surface = page.surface(`${channel} ${message.ts}`, message.state, { message: { channel, ts: message.ts } });
  const blocks = message.blocks?.length ? renderBlocks(message.blocks, surface) : textNodes({ type: "mrkdwn", text: message.text ?? "" }, surface);
  return h("div", { class: "message-content" }, blocks, message.edited && h("span", { class: "edited" }, `(${clientWords(surface.locale).edited})`));
}

function onlyYou(message, page, channel) {
  const dismiss = () => {
    if (!message.from_page) page.act("dismiss", { channel, ts: message.ts });
    page.store.apply({ type: "ephemeral_deleted", channel, ts: message.ts });
  };
  const words = clientWords(page.store.snapshot.me.locale);
  return h("div", { class: "only-you" }, h("span", {}, words.onlyYou), h("button", { type: "button", class: "link-button", onclick: dismiss }, words.dismiss));
}

function files({ files: attached }) {
  if (!attached?.length) return null;
  const entry = (file) => h("li", {}, h("a", { class: "file", href: file.url, download: file.name },
    h("span", { class: "file-sign", "aria-hidden": "true" }, "⇩"), h("span", { class: "file-words" }, h("strong", {}, file.title || file.name), h("span", {}, `${file.name} · ${sizeOf(file.size)}`))));
  return h("ul", { class: "files", "aria-label": "Files" }, attached.map(entry));
}

function sizeOf(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : bytes < 1_048_576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

const readerOf = ({ store }) => ({ tz: store.snapshot.me.tz, locale: "en-GB" });
const timeOf = (message, page) => inWords(momentOf(message), { hour: "2-digit", minute: "2-digit" }, readerOf(page));
const wholeTime = (message, page) => inWords(momentOf(message), { dateStyle: "full", timeStyle: "short" }, readerOf(page));
