/** What the renderer may know of the place it draws in. The page fills this in; the renderer asks nothing else. */

import { Form } from "./form.js";

/**
 * @typedef {object} Surface
 * @property {string | null} me the id of the person who looks
 * @property {string} tz IANA name of that person's zone
 * @property {string} locale BCP 47 language of that person, for dates
 * @property {Date} now workspace time
 * @property {{id: string, name: string, title?: string}[]} people whom a person picker offers
 * @property {{id: string, name: string, kind: string}[]} conversations which a conversation picker offers
 * @property {(id: string) => string | undefined} personName
 * @property {(id: string) => string | undefined} conversationName
 * @property {Form} form what has been filled in
 * @property {(element: object, blockId: string, value: import("./form.js").Value) => Promise<void>} act tells the app of a press or a choice
 * @property {(element: object, blockId: string) => Promise<void>} dispatch tells the app that an input which asked for it has changed
 * @property {(question: object) => Promise<boolean>} confirm asks a confirm object's question
 * @property {(element: object, blockId: string, typed: string) => Promise<{options?: object[], option_groups?: object[]}>} suggest
 * @property {Record<string, string>} errors by block id
 */

/**
 * A surface on which nothing can be done, completed by what is given.
 * @param {Partial<Surface>} given
 * @returns {Surface}
 */
export function surface(given = {}) {
  return {
    me: null,
    tz: "UTC",
    locale: "en-GB",
    now: new Date(0),
    people: [],
    conversations: [],
    personName: () => undefined,
    conversationName: () => undefined,
    form: new Form(),
    act: async () => {},
    dispatch: async () => {},
    confirm: async () => true,
    suggest: async () => ({ options: [] }),
    errors: {},
    ...given,
  };
}
