/** The client's own words, in the language of whoever looks: those that stand among the app's. */

const WORDS = {
  en: { optional: "optional", onlyYou: "Only visible to you", dismiss: "Dismiss", edited: "edited", cancel: "Cancel", close: "Close", yes: "Yes" },
  da: { optional: "valgfrit", onlyYou: "Kun synlig for dig", dismiss: "Skjul", edited: "redigeret", cancel: "Annuller", close: "Luk", yes: "Ja" },
};

/**
 * @param {string} locale BCP 47
 * @returns {typeof WORDS.en}
 */
export function clientWords(locale) {
  return WORDS[localeOf(locale).split("-")[0]] ?? WORDS.en;
}

/** A language that the browser's formats know; English when it does not. */
export function localeOf(name) {
  try {
    return Intl.getCanonicalLocales((name ?? "").replace("_", "-"))[0] ?? "en-GB";
  } catch {
    return "en-GB";
  }
}
