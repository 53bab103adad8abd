/** Remembers what was typed in each view and message across redraws, as Slack does for blocks that keep their ids. */

import { Form, plainValues } from "./blocks/form.js";

/** @typedef {import("./blocks/form.js").Values} Values */

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export class ViewForms {
  /** @type {Map<string, {form: Form, told: Values}>} */
  #forms = new Map();

  /**
   * The form to draw a view with. What is typed here stays, save where the server's own value has changed since it was last told.
   * @param {string} key of the view or message
   * @param {object | undefined} state Slack's `state`
   */
  redraw(key, state) {
    const server = plainValues(state);
    const before = this.#forms.get(key);
    const form = new Form(before ? merged(before.form.values(), before.told, server) : server);
    this.#forms.set(key, { form, told: server });
    return form;
  }

  /** Notes that the server knows these values now. */
  told(key, values) {
    const entry = this.#forms.get(key);
    if (entry) entry.told = { ...entry.told, ...values };
  }
}

function merged(typed, told, server) {
  const result = { ...typed };
  for (const [blockId, fields] of Object.entries(server)) {
    const changed = Object.entries(fields).filter(([actionId, value]) => !same(value, told[blockId]?.[actionId]));
    if (changed.length) result[blockId] = { ...result[blockId], ...Object.fromEntries(changed) };
  }
  return result;
}
