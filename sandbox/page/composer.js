/** Where one writes: messages, slash commands with completion, mentions, and files for the app. */

import { fill, freshId, h } from "./dom.js";
import { completionsFor, withMentions } from "./completion.js";

/** What was begun in each conversation by each person, and not sent yet. */
const drafts = new Map();

export class Composer {
  /** @param {import("./app.js").Page} page @param {string} channel */
  constructor(page, channel) {
    this.page = page;
    this.channel = channel;
    this.active = 0;
    this.choices = [];
    this.sent = [];
    this.build();
    this.allow();
  }

  build() {
    const listId = freshId("completions");
    this.list = h("div", { id: listId, role: "listbox", class: "completions", "aria-label": "Suggestions", hidden: true, onpointerdown: (event) => event.preventDefault() });
    this.input = h("textarea", {
      id: freshId("composer"), rows: "1", "aria-label": "Message", "data-key": "composer", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
      oninput: () => this.typed(), onkeydown: (event) => this.key(event), onblur: () => this.hide(), onfocus: () => this.suggest(),
    });
    this.send = h("button", { type: "submit", class: "send", "aria-label": "Send" }, "➤");
    this.root = h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); this.submit(); } }, this.list,
      h("div", { class: "composer-box" }, this.input, h("div", { class: "composer-tools" }, this.attach(), h("span", { class: "composer-hint" }, "Type / for commands, @ for people. Enter sends, Shift+Enter starts a new line."), this.send)));
    this.input.value = drafts.get(this.draftKey) ?? "";
    requestAnimationFrame(() => this.grow());
  }

  get draftKey() {
    return `${this.page.store.snapshot.me.id} ${this.channel}`;
  }

  /** Files go to the app's direct messages only. */
  attach() {
    if (this.page.store.conversation(this.channel)?.kind !== "app") return null;
    const file = h("input", { type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true", onchange: () => this.upload(file) });
    return [h("button", { type: "button", class: "attach", "aria-label": "Send a file", onclick: () => file.click() }, "+"), file];
  }

  async upload(input) {
    const [file] = input.files;
    if (file) await this.page.act("upload", { name: file.name, content: await file.text() });
    input.value = "";
  }

  allow() {
    const { app } = this.page.store.snapshot;
    const kind = this.page.store.conversation(this.channel)?.kind;
    const name = kind === "app" ? app.name : "everyone here";
    const shut = kind === "app" && !app.can_write;
    this.input.disabled = shut;
    this.send.disabled = shut;
    this.input.placeholder = shut ? `${app.name} takes no messages here` : `Message ${name}`;
  }

  patched(type) {
    if (type === "app" || type === "snapshot") this.allow();
  }

  typed() {
    drafts.set(this.draftKey, this.input.value);
    this.grow();
    this.suggest();
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 200)}px`;
  }

  suggest() {
    const before = this.input.value.slice(0, this.input.selectionStart);
    this.choices = completionsFor(before, this.page.store.snapshot);
    this.active = 0;
    this.drawList();
  }

  hide() {
    this.choices = [];
    this.drawList();
  }

  drawList() {
    const open = this.choices.length > 0;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    fill(this.list, this.choices.map(({ words, hint }, at) =>
      h("div", { role: "option", id: `${this.list.id}-${at}`, class: at === this.active ? "completion active" : "completion", "aria-selected": String(at === this.active), onclick: () => this.complete(at) },
        h("strong", {}, words), hint && h("span", {}, hint))));
    if (open) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }

  complete(at) {
    const { start, insert } = this.choices[at];
    const { value, selectionStart } = this.input;
    this.input.value = value.slice(0, start) + insert + value.slice(selectionStart);
    this.input.setSelectionRange(start + insert.length, start + insert.length);
    this.input.focus();
    this.typed();
  }

  key(event) {
    if (event.isComposing) return;
    if (this.choices.length && this.keyInList(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    }
  }

  /** Enter completes only what is not written out yet, so that a whole command is sent by the first Enter. */
  keyInList(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const unfinished = this.choices[this.active].insert.trim() !== this.input.value.slice(this.choices[this.active].start).trim();
    if (step) this.active = (this.active + step + this.choices.length) % this.choices.length;
    else if (event.key === "Tab" && !event.shiftKey && unfinished) return event.preventDefault(), this.complete(this.active), true;
    else if (event.key === "Enter" && unfinished) return event.preventDefault(), this.complete(this.active), true;
    else if (event.key === "Escape") this.choices = [];
    else return false;
    event.preventDefault();
    this.drawList();
    return true;
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text || this.input.disabled) return;
    this.input.value = "";
    this.typed();
    const command = text.startsWith("/");
    const words = withMentions(text, this.page.store.snapshot.people);
    const outcome = await this.page.act(command ? "command" : "say", { text: words, channel: this.channel });
    if (outcome === null) this.giveBack(text);
    else if (command) this.explain(text.split(/\s/)[0], outcome);
  }

  /** What could not be sent comes back, unless something else has been begun meanwhile. */
  giveBack(text) {
    if (this.input.value) return;
    this.input.value = text;
    this.typed();
  }

  explain(command, outcome) {
    const { name } = this.page.store.snapshot.app;
    if (outcome.error === "unknown_command") this.page.store.notice(this.channel, `\`${command}\` is not a command that this workspace knows. Type / to see the commands there are.`);
    else if (outcome.acked === false) this.page.store.notice(this.channel, `\`${command}\` failed: ${name} did not respond (\`${outcome.error ?? "operation_timeout"}\`).`);
  }
}
