/** A select that can be searched, after the ARIA combobox pattern; with several choices they stand before it as removable chips. */

import { fill, freshId, h } from "../dom.js";
import { folded } from "../search.js";
import { placeBeside } from "./menu.js";

/** @typedef {import("./selects.js").Group} Group */
/** @typedef {import("./selects.js").Option} Option */

const SEARCH_PAUSE_MS = 200;

/**
 * @param {object} settings
 * @param {boolean} settings.multiple
 * @param {Group[]} settings.groups
 * @param {string[]} settings.chosen values
 * @param {Record<string, unknown>} settings.attributes of the text field
 * @param {string} settings.placeholder
 * @param {number} settings.most how many may be chosen
 * @param {boolean} settings.clearable whether one choice can be taken back
 * @param {(values: string[]) => void} settings.note a choice that is not final yet
 * @param {(values: string[], undo: (values: string[]) => void) => void} settings.choose a final choice
 * @param {((typed: string) => Promise<Group[]>) | null} settings.search asks elsewhere for options
 */
export function combobox(settings) {
  return new Combobox(settings).root;
}

class Combobox {
  constructor(settings) {
    this.settings = settings;
    this.chosen = [...settings.chosen];
    this.told = [...settings.chosen];
    this.groups = settings.groups;
    /** @type {Map<string, Option>} */
    this.known = new Map();
    this.learn(settings.groups);
    this.active = -1;
    this.build();
    this.show();
  }

  build() {
    const { attributes, multiple } = this.settings;
    const listId = freshId("list");
    this.list = h("div", {
      id: listId, class: "combo-list", role: "listbox", popover: "manual", "aria-multiselectable": multiple && "true",
      "aria-label": "Options", onpointerdown: (event) => event.preventDefault(),
    });
    this.input = h("input", {
      ...attributes, type: "text", role: "combobox", class: "combo-input", autocomplete: "off", spellcheck: "false",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
      onclick: () => this.open(), oninput: () => this.typed(), onkeydown: (event) => this.key(event), onblur: () => this.leave(),
    });
    this.chips = h("span", { class: "combo-chips" });
    this.clear = h("button", { type: "button", class: "combo-clear", "aria-label": "Clear choice", onclick: () => this.replace([]) }, "×");
    this.root = h("div", { class: `combo${multiple ? " multiple" : ""}` }, this.chips, this.input, this.clear, h("span", { class: "combo-arrow", "aria-hidden": "true" }, "⌄"), this.list);
  }

  learn(groups) {
    for (const { options } of groups) for (const option of options) this.known.set(option.value, option);
  }

  words(value) {
    return this.known.get(value)?.text ?? value;
  }

  /** Shows what is chosen. */
  show() {
    const { multiple, placeholder, clearable } = this.settings;
    this.input.value = multiple || !this.chosen.length ? "" : this.words(this.chosen[0]);
    this.input.placeholder = multiple && this.chosen.length ? "" : placeholder;
    this.clear.hidden = multiple || !clearable || !this.chosen.length;
    fill(this.chips, multiple ? this.chosen.map((value) => this.chip(value)) : []);
  }

  chip(value) {
    const remove = () => {
      this.replace(this.chosen.filter((each) => each !== value));
      this.input.focus();
    };
    return h("span", { class: "chip" }, this.words(value), h("button", { type: "button", "aria-label": `Remove ${this.words(value)}`, onclick: remove }, "×"));
  }

  get expanded() {
    return this.input.getAttribute("aria-expanded") === "true";
  }

  open() {
    if (this.expanded) return;
    this.input.select();
    this.filter = "";
    this.drawList();
    this.list.showPopover();
    this.input.setAttribute("aria-expanded", "true");
    this.place();
    document.addEventListener("scroll", this.follow, { capture: true, passive: true });
    this.activate(Math.max(0, this.shown.findIndex(({ value }) => this.chosen.includes(value))));
  }

  place() {
    placeBeside(this.list, this.root, { stretch: true });
  }

  /** The list stays with its field while the form scrolls under it. */
  follow = ({ target }) => {
    if (target !== this.list) this.place();
  };

  close() {
    if (!this.expanded) return;
    this.list.hidePopover();
    document.removeEventListener("scroll", this.follow, { capture: true });
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.show();
    if (this.settings.multiple) this.tell();
  }

  leave() {
    if (this.expanded) this.close();
    else this.show();
  }

  async typed() {
    this.open();
    this.filter = folded(this.input.value.trim());
    if (this.settings.search) await this.ask(this.input.value.trim());
    this.drawList();
    this.activate(0);
    this.place();
  }

  /** Asks for options once typing pauses; an answer that comes after further typing is not shown. */
  async ask(query) {
    await new Promise((resolve) => setTimeout(resolve, SEARCH_PAUSE_MS));
    if (query !== this.input.value.trim()) return;
    const groups = await this.settings.search(query);
    if (query !== this.input.value.trim()) return;
    this.groups = groups;
    this.learn(groups);
    this.filter = "";
  }

  drawList() {
    const fits = ({ text, description }) => folded(`${text} ${description ?? ""}`).includes(this.filter);
    const groups = this.groups.map((group) => ({ ...group, options: group.options.filter(fits) })).filter(({ options }) => options.length);
    this.shown = groups.flatMap(({ options }) => options);
    let at = -1;
    const option = (each) => this.optionNode(each, (at += 1));
    const nodes = groups.map(({ label, options }) => label === null ? options.map(option) : this.groupNode(label, options.map(option)));
    fill(this.list, nodes.flat(), !this.shown.length && h("div", { class: "combo-none", role: "status" }, this.settings.search ? "Type to search" : "Nothing found"));
  }

  groupNode(label, options) {
    return h("div", { role: "group", "aria-label": label }, h("div", { class: "combo-group", "aria-hidden": "true" }, label), options);
  }

  optionNode({ value, text, description }, at) {
    return h("div", {
      role: "option", id: `${this.list.id}-${at}`, class: "combo-option", "aria-selected": String(this.chosen.includes(value)),
      onclick: () => this.pick(at), onpointermove: () => this.active === at || this.activate(at, false),
    }, h("span", {}, text), description && h("span", { class: "bk-option-description" }, description));
  }

  activate(at, scroll = true) {
    this.active = this.shown.length ? (at + this.shown.length) % this.shown.length : -1;
    this.list.querySelector(".active")?.classList.remove("active");
    const node = this.list.querySelectorAll("[role=option]")[this.active];
    if (!node) return this.input.removeAttribute("aria-activedescendant");
    node.classList.add("active");
    this.input.setAttribute("aria-activedescendant", node.id);
    if (scroll) node.scrollIntoView({ block: "nearest" });
  }

  pick(at) {
    const option = this.shown[at];
    if (!option) return;
    if (!this.settings.multiple) {
      this.close();
      this.replace([option.value]);
      return;
    }
    this.toggle(option.value);
    this.input.value = "";
    this.filter = "";
    this.drawList();
    this.activate(this.shown.findIndex(({ value }) => value === option.value));
    this.place();
  }

  toggle(value) {
    const has = this.chosen.includes(value);
    if (!has && this.chosen.length >= this.settings.most) return;
    this.chosen = has ? this.chosen.filter((each) => each !== value) : [...this.chosen, value];
    this.settings.note(this.chosen);
    fill(this.chips, this.chosen.map((each) => this.chip(each)));
  }

  replace(values) {
    this.chosen = values;
    this.show();
    if (this.expanded) this.settings.note(values);
    else this.tell();
  }

  /** The app hears of several choices once, when the list closes. */
  tell() {
    if (this.chosen.length === this.told.length && this.chosen.every((value) => this.told.includes(value))) return;
    this.told = [...this.chosen];
    this.settings.choose([...this.chosen], (before) => {
      this.chosen = before;
      this.told = [...before];
      this.show();
    });
  }

  key(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.expanded) this.activate(this.active + (key === "ArrowDown" ? 1 : -1));
      else this.open();
    } else if (key === "Enter") {
      event.preventDefault();
      if (this.expanded) this.pick(this.active);
      else this.open();
    } else if (key === "Escape" && this.expanded) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (key === "Backspace" && this.settings.multiple && !this.input.value && this.chosen.length) {
      this.replace(this.chosen.slice(0, -1));
    }
  }
}
