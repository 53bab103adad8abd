/** The `table` block. Its first row holds the headings. */

import { h } from "../dom.js";
import { richText } from "./rich_text.js";

/** @typedef {import("./surface.js").Surface} Surface */

/**
 * @param {{rows: object[][], column_settings?: ({align?: string, is_wrapped?: boolean} | null)[]}} block
 * @param {Surface} surface
 */
export function tableBlock({ rows, column_settings: columns = [] }, surface) {
  const [head = [], ...body] = rows;
  const row = (cells, tag) => h("tr", {}, cells.map((cell, at) => h(tag, cellAttributes(tag, columns[at]), cellNodes(cell, surface))));
  const table = h("table", {}, h("thead", {}, row(head, "th")), h("tbody", {}, body.map((cells) => row(cells, "td"))));
  return h("div", { class: "bk-table", tabindex: "0", role: "region", "aria-label": "Table" }, table);
}

function cellAttributes(tag, column) {
  const align = ["center", "right"].includes(column?.align) ? column.align : "left";
  return { scope: tag === "th" && "col", class: `${align}${column?.is_wrapped ? " wrapped" : ""}` };
}

function cellNodes(cell, surface) {
  if (cell.type === "rich_text") return richText(cell.elements, surface);
  return [cell.text ?? cell.value ?? ""];
}
