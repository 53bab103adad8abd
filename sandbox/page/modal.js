/** Modals: the top of the app's stack of views, with a way back, and what was typed kept through every redraw. */

import { plainText } from "./blocks/inline.js";
import { renderBlocks } from "./blocks/render.js";
import { clientWords } from "./client_words.js";
import { byId, fill, h, keepingFocus } from "./dom.js";
import { announce, toast } from "./toast.js";

/** @param {import("./app.js").Page} page */
export function mountModal(page) {
  const modal = new Modal(page);
  page.store.subscribe((type) => (type === "modals" || type === "snapshot") && modal.draw());
}

class Modal {
  /** The view that is drawn, by id and hash, and the errors shown in it. */
  #shown = null;
  #errors = {};
  /** Whether the form of the drawn view was sent and what comes of it has not been drawn yet. */
  #sent = false;
  #leaving = false;

  /** @param {import("./app.js").Page} page */
  constructor(page) {
    this.page = page;
    this.dialog = byId("modal");
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.back();
    });
  }

  draw() {
    const { modals } = this.page.store.snapshot;
    const view = modals.at(-1);
    if (!view) return this.shut();
    const another = this.#shown?.id !== view.id;
    if (another || this.#shown.hash !== view.hash) {
      this.#errors = {};
      this.#sent = false;
    }
    this.#shown = view;
    keepingFocus(this.dialog, () => fill(this.dialog, this.form(view, modals.length > 1)));
    if (!this.dialog.open) this.show();
    if (another) this.begin(view);
  }

  show() {
    this.dialog.append(byId("overlay"));
    this.dialog.showModal();
  }

  shut() {
    if (!this.dialog.open) return;
    this.#shown = null;
    this.dialog.close();
    document.body.append(byId("overlay"));
    fill(this.dialog);
    if (document.activeElement === document.body) document.querySelector("[data-key=composer]")?.focus();
  }

  /** Focus goes where the app wants it, else to the first field, else to the close button. */
  begin(view) {
    this.dialog.querySelector(".modal-body").scrollTop = 0;
    const body = this.dialog.querySelector(".modal-body");
    const first = body.querySelector("[autofocus]") ?? body.querySelector("input:not([type=file]), textarea") ?? this.dialog.querySelector(".dialog-close");
    first.focus();
    announce(plainText(view.title));
  }

  form(view, deeper) {
    const surface = this.page.surface(view.id, view.state, { view_id: view.id }, this.#errors);
    const words = clientWords(surface.locale);
    const submit = (event) => {
      event.preventDefault();
      this.submit(view, surface.form);
    };
    return [
      h("form", { class: "modal-form", novalidate: true, onsubmit: submit, onkeydown: submitByKeys },
        h("div", { class: "dialog-head" },
          deeper && h("button", { type: "button", class: "dialog-back", "aria-label": "Back", "data-key": "back", onclick: () => this.back() }, "‹"),
          h("h2", { id: "modal-title" }, plainText(view.title)),
          h("button", { type: "button", class: "dialog-close", "aria-label": "Close", "data-key": "close", onclick: () => this.page.act("close", { clear: true }) }, "×")),
        h("div", { class: "modal-body" }, renderBlocks(view.blocks, surface)),
        h("div", { class: "dialog-buttons" },
          h("button", { type: "button", class: "bk-button", "data-key": "cancel", onclick: () => this.back() }, plainText(view.close) || (view.submit ? words.cancel : words.close)),
          view.submit && h("button", { type: "submit", class: "bk-button primary", "aria-busy": String(this.#sent), "data-key": "submit" }, plainText(view.submit)))),
      byId("overlay"),
    ];
  }

  /** One step back; a second Escape (a date field sends two) is the same one. */
  async back() {
    if (this.#leaving) return;
    this.#leaving = true;
    await this.page.act("close");
    this.#leaving = false;
  }

  async submit(view, form) {
    if (!view.submit || this.#sent) return;
    this.busy(true);
    const values = form.values();
    this.page.forms.sent(view.id, values);
    const outcome = await this.page.act("submit", { view_id: view.id, values });
    const errors = outcome?.errors ?? {};
    const refused = Object.keys(errors).length > 0;
    if (outcome?.acked && !outcome.error && !refused) return; // the next view, or none, is on its way
    if (this.#shown?.hash === view.hash) this.busy(false);
    if (outcome?.acked === false) toast(`${this.page.store.snapshot.app.name} did not respond. What you typed is still here: try again.`);
    else if (refused) this.showErrors(errors);
  }

  /** Until what comes of a form is drawn its button does nothing: a second click would find another view on the server. */
  busy(sent) {
    this.#sent = sent;
    this.dialog.querySelector("[type=submit]").setAttribute("aria-busy", sent);
  }

  showErrors(errors) {
    this.#errors = errors;
    this.draw();
    const first = this.dialog.querySelector(".bk-input.invalid");
    first?.scrollIntoView({ block: "nearest" });
    first?.querySelector("input, textarea")?.focus();
    announce(Object.values(errors).join(" "));
  }
}

/** Ctrl+Enter sends the form from anywhere in it, several lines of text included. */
function submitByKeys(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }
}
