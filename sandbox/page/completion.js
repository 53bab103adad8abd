/** What could be meant by the text before the cursor: a command, one of its words, or a person. Pure. */

import { folded } from "./search.js";

/** @typedef {{words: string, hint?: string, start: number, insert: string}} Completion `insert` takes the place of the text from `start` on */

const MOST = 8;

/**
 * @param {string} before the text before the cursor
 * @param {{app: {commands: object[]}, people: object[]}} snapshot
 * @returns {Completion[]}
 */
export function completionsFor(before, { app, people }) {
  if (/^\/\S*$/.test(before)) return commands(before, app.commands);
  const word = /^(\/\S+)\s+(\S*)$/.exec(before);
  const found = word && commandWords(word, before, app.commands);
  return found?.length ? found : mentions(before, people);
}

function commands(before, all) {
  return all
    .filter(({ command }) => command.startsWith(before.toLowerCase()))
    .map(({ command, description, usage_hint: usage }) => ({ words: usage ? `${command} ${usage}` : command, hint: description, start: 0, insert: `${command} ` }));
}

/** A usage hint such as `[join | status]` names the words that may follow. */
function commandWords([, command, begun], before, all) {
  const usage = all.find((each) => each.command === command)?.usage_hint ?? "";
  if (!usage.includes("|")) return [];
  const start = before.length - begun.length;
  return usage
    .split("|")
    .map((part) => /[\p{L}\p{N}][\p{L}\p{N}_-]*/u.exec(part)?.[0])
    .filter((word) => word && word.toLowerCase().startsWith(begun.toLowerCase()))
    .map((word) => ({ words: `${command} ${word}`, start, insert: word }));
}

function mentions(before, people) {
  const begun = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(before);
  if (!begun) return [];
  const start = before.length - begun[1].length - 1;
  const wanted = folded(begun[1]);
  return people
    .filter(({ name, display_name: short, deleted }) => !deleted && [...name.split(" "), short ?? ""].some((part) => folded(part).startsWith(wanted)))
    .slice(0, MOST)
    .map(({ name, title }) => ({ words: name, hint: title, start, insert: `@${name} ` }));
}

/**
 * Text as it is sent: a person named with an @ becomes a mention.
 * @param {string} text
 * @param {{id: string, name: string}[]} people
 */
export function withMentions(text, people) {
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length);
  return longestFirst.reduce((words, { id, name }) => words.replaceAll(`@${name}`, `<@${id}>`), text);
}
