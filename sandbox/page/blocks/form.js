/** What a person has filled in: `{block_id: {action_id: value}}`, values as plain as can be (text, a choice's value, a list, seconds). */

/** @typedef {string | number | string[] | {name: string, content: string}[] | null} Value */
/** @typedef {Record<string, Record<string, Value>>} Values */

export class Form {
  /** @type {Map<string, Map<string, Value>>} */
  #entered = new Map();
  #start;

  /** @param {Values} start what these fields already hold, wins over the app's initial values */
  constructor(start = {}) {
    this.#start = start;
  }

  /**
   * Enters a field and returns its value: what it already holds where that still fits, else its initial value.
   * @param {string} blockId
   * @param {string} actionId
   * @param {Value} initial
   * @param {(value: Value) => boolean} [fits] whether a value is still possible here
   */
  enter(blockId, actionId, initial, fits = () => true) {
    const held = this.#start[blockId];
    const kept = held && Object.hasOwn(held, actionId) && (held[actionId] === null || fits(held[actionId]));
    const value = kept ? held[actionId] : initial;
    this.set(blockId, actionId, value);
    return value;
  }

  set(blockId, actionId, value) {
    if (!this.#entered.has(blockId)) this.#entered.set(blockId, new Map());
    this.#entered.get(blockId).set(actionId, value);
  }

  /** @returns {Values} */
  values() {
    return Object.fromEntries([...this.#entered].map(([blockId, fields]) => [blockId, Object.fromEntries(fields)]));
  }
}

/** The plain value of one entry of Slack's `state.values`. */
export function plainValue(entry) {
  if ("selected_options" in entry) return (entry.selected_options ?? []).map((option) => option.value);
  if ("selected_option" in entry) return entry.selected_option?.value ?? null;
  const name = Object.keys(entry).find((key) => key.startsWith("selected_"));
  return (name ? entry[name] : entry.value) ?? null;
}

/** Files and rich text are not held as they were entered, so what was entered here stands. */
const OPAQUE = new Set(["file_input", "rich_text_input"]);

/**
 * All of Slack's `state.values`, plainly.
 * @param {{values?: Record<string, Record<string, object>>} | undefined} state
 * @returns {Values}
 */
export function plainValues(state) {
  const plainBlock = (fields) =>
    Object.fromEntries(Object.entries(fields).filter(([, { type }]) => !OPAQUE.has(type)).map(([id, entry]) => [id, plainValue(entry)]));
  return Object.fromEntries(Object.entries(state?.values ?? {}).map(([id, fields]) => [id, plainBlock(fields)]));
}
