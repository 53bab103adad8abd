/** Remembers what was typed in each view and message across redraws, as Slack does for blocks that keep their ids. */

import { Form, plainValues } from "./blocks/form.js";

/** @typedef {import("./blocks/form.js").Values} Values */

const same = (a, b) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export class ViewForms {
  /** By view or message: its form, what the server last said it holds, and what was last sent there. */
  #entries = new Map();

  /**
   * The form to draw a view with. What was typed here stays, save where the server came by another value meanwhile.
   * @param {string} key of the view or message
   * @param {object | undefined} state Slack's `state`
   */
  redraw(key, state) {
    const received = plainValues(state);
    const before = this.#entries.get(key);
    const form = new Form(before ? merged(before, received) : received);
    this.#entries.set(key, { form, received, sent: before?.sent ?? {} });
    return form;
  }

  /** Notes that these values are on their way to the server, which may still tell of older ones. */
  sent(key, values) {
    const entry = this.#entries.get(key);
    if (entry) entry.sent = values;
  }
}

/** @param {{form: Form, received: Values, sent: Values}} before */
function merged({ form, received: last, sent }, received) {
  const result = { ...form.values() };
  for (const [blockId, fields] of Object.entries(received)) {
    const news = Object.entries(fields).filter(
      ([actionId, value]) => !same(value, last[blockId]?.[actionId]) && !same(value, sent[blockId]?.[actionId]),
    );
    if (news.length) result[blockId] = { ...result[blockId], ...Object.fromEntries(news) };
  }
  return result;
}
