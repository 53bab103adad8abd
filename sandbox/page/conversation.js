/** A conversation: its messages, newest last, and the composer under them. */

import { inWords, localDate, momentOf } from "./blocks/dates.js";
import { Composer } from "./composer.js";
import { fill, h, keepingFocus } from "./dom.js";
import { messageNode } from "./message.js";

/** Messages of one author within this many seconds stand under one name. */
const SAME_BREATH_S = 300;
const REDRAWN_BY = new Set(["snapshot", "message", "message_deleted", "conversation", "ephemeral", "ephemeral_deleted", "people", "app"]);

export class ConversationView {
  /** Nodes already drawn, by ts, so that a new message leaves the others (and what is typed in them) alone. */
  #drawn = new Map();
  /** The ts of the newest message drawn, what scrolls to it, and where that led: as long as it stands there, nobody scrolled. */
  #newest = null;
  #scroll = null;
  #placed = null;

  /** @param {import("./app.js").Page} page @param {string} id */
  constructor(page, id) {
    this.page = page;
    this.id = id;
    this.list = h("ol", { class: "messages", "aria-label": "Messages" });
    this.scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Conversation" }, this.list);
    this.invite = h("div", { class: "invite", hidden: true });
    this.composer = new Composer(page, id);
    new ResizeObserver(() => this.scroller.scrollTop === this.#placed && this.place()).observe(this.scroller);
    this.root = h("div", { class: "conversation" }, this.scroller, this.invite, this.composer.root);
  }

  draw() {
    const atEnd = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < 80;
    const follows = atEnd || this.scroller.scrollTop === this.#placed;
    const newest = this.page.store.messages(this.id).at(-1)?.ts;
    keepingFocus(this.list, () => fill(this.list, this.rows()));
    this.drawInvite();
    this.page.store.markSeen(this.id);
    if (newest !== this.#newest && follows) this.follow(() => this.toTopOf(this.list.lastElementChild));
    else if (atEnd) this.follow(() => { this.scroller.scrollTop = this.scroller.scrollHeight; });
    this.#newest = newest;
  }

  /** Only this pane scrolls: `scrollIntoView` would push the whole page up with it. */
  toTopOf(node) {
    this.scroller.scrollTop += node.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
  }

  /** Scrolls now and once more: pictures and fonts may settle after the first drawing. */
  follow(scroll) {
    this.#scroll = scroll;
    this.place();
    requestAnimationFrame(() => this.place());
  }

  place() {
    this.#scroll();
    this.#placed = this.scroller.scrollTop;
  }

  rows() {
    const { me } = this.page.store.snapshot;
    const rows = [];
    let before = null;
    for (const message of this.page.store.messages(this.id)) {
      const day = localDate(momentOf(message), me.tz);
      if (!before || localDate(momentOf(before), me.tz) !== day) {
        rows.push(this.dayRow(message));
        before = null;
      }
      rows.push(this.row(message, follows(before, message)));
      before = message;
    }
    return rows.length ? rows : [h("li", { class: "nothing" }, "Nothing here yet.")];
  }

  row(message, compact) {
    const known = this.#drawn.get(message.ts);
    if (known?.message === message && known.compact === compact) return known.node;
    const node = messageNode(message, compact, this.page, this.id);
    this.#drawn.set(message.ts, { message, compact, node });
    return node;
  }

  dayRow(message) {
    const words = inWords(momentOf(message), { weekday: "long", day: "numeric", month: "long", year: "numeric" }, { tz: this.page.store.snapshot.me.tz, locale: "en-GB" });
    return h("li", { class: "day" }, h("span", {}, words));
  }

  drawInvite() {
    const conversation = this.page.store.conversation(this.id);
    const { app } = this.page.store.snapshot;
    this.invite.hidden = !["channel", "private"].includes(conversation?.kind) || conversation.app_is_member;
    fill(this.invite, h("span", {}, `${app.name} is not in this channel.`),
      h("button", { type: "button", class: "bk-button", onclick: () => this.page.act("invite_app", { channel: this.id }) }, `Invite ${app.name}`));
  }

  patched(type) {
    if (type === "snapshot" || type === "people") this.#drawn.clear();
    if (REDRAWN_BY.has(type)) this.draw();
    this.composer.patched(type);
  }
}

function follows(before, message) {
  if (!before || before.is_ephemeral || message.is_ephemeral) return false;
  return before.user === message.user && momentOf(message) - momentOf(before) < SAME_BREATH_S * 1000;
}
