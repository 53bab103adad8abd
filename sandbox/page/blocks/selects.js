/** The select menus: their options come from the app, from the workspace's people and conversations, or from the app as one types. */

import { combobox } from "./combobox.js";
import { plainText } from "./inline.js";

/** @typedef {import("./elements.js").Field} Field */
/** @typedef {import("./surface.js").Surface} Surface */
/** @typedef {{value: string, text: string, description?: string}} Option */
/** @typedef {{label: string | null, options: Option[]}} Group */

/** @param {object} element @param {Field} field @param {Surface} surface */
export function selectElement(element, field, surface) {
  const multiple = element.type.startsWith("multi_");
  const kind = element.type.replace(/^multi_|_select$/g, "");
  const groups = SOURCES[kind]?.(element, surface) ?? [];
  const value = field.enter(initial(element, kind, multiple), fits(groups, kind, multiple));
  return combobox({
    multiple,
    groups,
    chosen: multiple ? (value ?? []) : value === null ? [] : [value],
    attributes: field.attributes,
    placeholder: plainText(element.placeholder) || (multiple ? "Choose some" : "Choose one"),
    most: element.max_selected_items ?? Infinity,
    clearable: Boolean(field.place.input && !field.place.required),
    note: (values) => field.note(multiple ? values : (values[0] ?? null)),
    choose: (values, undo) => field.choose(multiple ? values : (values[0] ?? null), (before) => undo([before ?? []].flat())),
    search: kind === "external" ? searcher(element, field, surface) : null,
  });
}

const SOURCES = {
  static: (element) => optionGroups(element),
  external: (element) => [{ label: null, options: [element.initial_option ?? element.initial_options ?? []].flat().map(option) }],
  users: (_, surface) => [{ label: null, options: surface.people.map(({ id, name, title }) => ({ value: id, text: name, description: title })) }],
  conversations: (element, surface) => [{ label: null, options: surface.conversations.filter(wanted(element.filter)).map(conversation) }],
  channels: (_, surface) => [{ label: null, options: surface.conversations.filter(({ kind }) => kind === "channel").map(conversation) }],
};

/** @returns {Group[]} */
function optionGroups({ option_groups: groups, options }) {
  if (!groups?.length) return [{ label: null, options: (options ?? []).map(option) }];
  return groups.map((group) => ({ label: plainText(group.label), options: group.options.map(option) }));
}

const option = ({ value, text, description }) => ({ value, text: plainText(text), description: plainText(description) });
const conversation = ({ id, name, kind }) => ({ value: id, text: kind === "channel" ? `#${name}` : name });

/** A conversation filter names kinds as Slack does: im, mpim, private, public. */
function wanted(filter) {
  const kinds = { im: "app", mpim: "group", private: "private", public: "channel" };
  const include = filter?.include?.map((name) => kinds[name]);
  return ({ kind }) => !include || include.includes(kind);
}

/** What the app chose beforehand, whatever the element's kind calls it. */
function initial(element, kind, multiple) {
  const named = { users: "initial_user", conversations: "initial_conversation", channels: "initial_channel" }[kind];
  if (multiple) return named ? (element[`${named}s`] ?? []) : (element.initial_options ?? []).map(({ value }) => value);
  return (named ? element[named] : element.initial_option?.value) ?? null;
}

function fits(groups, kind, multiple) {
  const known = new Set(groups.flatMap(({ options }) => options.map(({ value }) => value)));
  const possible = (value) => typeof value === "string" && (kind === "external" || known.has(value));
  return (value) => (multiple ? Array.isArray(value) && value.every(possible) : possible(value));
}

function searcher(element, field, surface) {
  const [blockId] = field.key.split("|");
  const fewest = element.min_query_length ?? 3;
  return async (typed) => (typed.length < fewest ? [] : optionGroups(await surface.suggest(element, blockId, typed)));
}
