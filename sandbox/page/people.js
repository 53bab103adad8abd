/** The person switcher: everybody in the workspace, searched by name, title, language or place. */

import { avatar } from "./avatar.js";
import { inWords } from "./blocks/dates.js";
import { byId, fill, h } from "./dom.js";
import { folded } from "./search.js";

const languages = new Intl.DisplayNames(["en"], { type: "language" });

/** @param {import("./app.js").Page} page */
export function mountPeople(page) {
  const switcher = new Switcher(page);
  byId("person").addEventListener("click", () => switcher.open());
  document.addEventListener("keydown", (event) => {
    const modalOpen = document.querySelector("dialog[open]");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !modalOpen) {
      event.preventDefault();
      switcher.open();
    }
  });
}

class Switcher {
  constructor(page) {
    this.page = page;
    this.dialog = byId("people");
    this.input = h("input", {
      type: "text", role: "combobox", id: "people-search", autocomplete: "off", "aria-expanded": "true", "aria-controls": "people-list", "aria-autocomplete": "list",
      placeholder: "Name, title, city or language", oninput: () => this.draw(), onkeydown: (event) => this.key(event),
    });
    this.list = h("div", { id: "people-list", role: "listbox", class: "people-list", "aria-label": "People" });
    const close = h("button", { type: "button", class: "dialog-close", "aria-label": "Close", onclick: () => this.dialog.close() }, "×");
    fill(this.dialog, h("div", { class: "dialog-head" }, h("h2", {}, "Who do you want to be?"), close),
      h("label", { for: "people-search", class: "unseen" }, "Search people"), this.input, this.list,
      h("p", { class: "people-hint" }, "Arrow keys and Enter choose. Ctrl+K opens this from anywhere."));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
  }

  open() {
    this.input.value = "";
    this.draw();
    this.dialog.showModal();
    this.input.focus();
    this.activate(Math.max(0, this.shown.findIndex(({ id }) => id === this.page.store.snapshot.me.id)));
  }

  draw() {
    const { people, clock } = this.page.store.snapshot;
    const words = folded(this.input.value).split(/\s+/).filter(Boolean);
    this.shown = people.filter((person) => !person.is_bot && !person.deleted && words.every((word) => searchable(person).includes(word)));
    fill(this.list, this.shown.map((person, at) => this.option(person, at, clock)), !this.shown.length && h("p", { class: "combo-none", role: "status" }, "Nobody found"));
    this.activate(0);
  }

  option(person, at, clock) {
    const me = person.id === this.page.store.snapshot.me.id;
    return h("div", { role: "option", id: `person-option-${at}`, class: "person-option", "aria-selected": String(me), onclick: () => this.choose(at) },
      avatar(person),
      h("span", { class: "person-words" }, h("strong", {}, person.name), h("span", { class: "person-title" }, person.title || "")),
      h("span", { class: "person-marks" }, marks(person).map((mark) => h("span", { class: "mark" }, mark))),
      h("span", { class: "person-place" }, h("span", {}, `${localTime(person, clock)} · ${cityOf(person.tz)}`), h("span", {}, languageOf(person))));
  }

  activate(at) {
    this.active = this.shown.length ? (at + this.shown.length) % this.shown.length : -1;
    this.list.querySelector(".active")?.classList.remove("active");
    const node = this.list.querySelectorAll("[role=option]")[this.active];
    if (!node) return this.input.removeAttribute("aria-activedescendant");
    node.classList.add("active");
    node.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", node.id);
  }

  choose(at) {
    const person = this.shown[at];
    if (!person) return;
    this.dialog.close();
    this.page.become(person.id);
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 };
    if (event.key in steps) {
      event.preventDefault();
      this.activate(this.active + steps[event.key]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.choose(this.active);
    }
  }
}

const searchable = (person) => folded([person.name, person.display_name, person.title, person.tz, languageOf(person), ...marks(person)].join(" "));

function marks(person) {
  const guest = { multi: "guest", single: "single-channel guest" }[person.guest];
  return [person.is_owner ? "owner" : person.is_admin && "admin", guest, person.external && "external"].filter(Boolean);
}

function localTime({ tz }, clock) {
  return inWords(new Date(clock.now), { hour: "2-digit", minute: "2-digit" }, { tz: tz || "UTC", locale: "en-GB" });
}

/** The last part of a zone's name. */
export function cityOf(tz) {
  return (tz || "UTC").split("/").at(-1).replaceAll("_", " ");
}

function languageOf({ locale }) {
  if (!locale) return "";
  try {
    return languages.of(locale.split(/[-_]/)[0]) ?? locale;
  } catch {
    return locale;
  }
}
