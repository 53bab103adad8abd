/** How words are compared when people search: without case, accents, or letters their keyboard may not have. */

const SPELLED_OUT = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** @param {string} text */
export function folded(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[øæœßłđðþı]/g, (letter) => SPELLED_OUT[letter]);
}
