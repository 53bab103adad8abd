/** Asks a confirm object's question in a dialog of its own. */

import { plainText, textNodes } from "./blocks/inline.js";
import { clientWords } from "./client_words.js";
import { freshId, h } from "./dom.js";

/**
 * @param {{title: object, text: object, confirm: object, deny: object, style?: string}} question
 * @param {import("./blocks/surface.js").Surface} surface knows the people and channels that the question names
 * @returns {Promise<boolean>}
 */
export function confirmDialog(question, surface) {
  const words = clientWords(surface.locale);
  const [title, text] = [freshId("confirm"), freshId("confirm")];
  const dialog = h("dialog", { class: "confirm", "aria-labelledby": title, "aria-describedby": text },
    h("form", { method: "dialog" },
      h("h2", { id: title }, plainText(question.title)),
      h("div", { id: text }, textNodes(question.text, surface)),
      h("div", { class: "dialog-buttons" },
        h("button", { class: "bk-button", value: "no" }, plainText(question.deny) || words.cancel),
        h("button", { class: `bk-button ${question.style === "danger" ? "danger" : "primary"}`, value: "yes", autofocus: true }, plainText(question.confirm) || words.yes))));
  (document.querySelector("dialog[open]") ?? document.body).append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", (event) => {
      event.stopPropagation();
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}
