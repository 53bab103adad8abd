/** Faults on request: what the app has to survive on the network, for whoever is curious to see it happen. */

import { byId, fill, h } from "./dom.js";

const METHOD_KINDS = ["rate_limited", "server_error", "failed_after", "dropped_before", "accepted_then_dropped", "slow", "late", "error"];
const SOCKET_KINDS = ["warn", "drop_before", "drop_after", "redeliver"];
const METHODS = ["*", "chat.postMessage", "chat.update", "chat.postEphemeral", "conversations.open", "views.open", "views.update", "views.publish", "users.info", "socket"];

/** @param {import("./app.js").Page} page */
export function mountFaults(page) {
  const list = h("ul", { class: "fault-list" });
  fill(byId("faults-body"), form(page), list);
  page.store.subscribe((type) => {
    if (type !== "faults" && type !== "snapshot") return;
    const { faults } = page.store.snapshot;
    const clear = h("li", {}, h("button", { type: "button", class: "bk-button", onclick: () => page.act("faults", { clear: true }) }, "Clear all"));
    fill(list, faults.map((fault) => h("li", {}, sentence(fault))), faults.length > 0 && clear);
  });
}

function sentence({ method, kind, left, probability }) {
  const often = probability ? `${Math.round(probability * 100)} % of calls` : left === null ? "every call" : left === 1 ? "the next call" : `the next ${left} calls`;
  return `${method}: ${kind.replaceAll("_", " ")}, ${often}`;
}

function form(page) {
  const method = h("select", { id: "fault-method", onchange: () => offer() }, METHODS.map((name) => h("option", { value: name }, name === "*" ? "every method" : name)));
  const kind = h("select", { id: "fault-kind" });
  const times = h("input", { id: "fault-times", type: "number", min: "1", max: "99", value: "1" });
  const offer = () => fill(kind, (method.value === "socket" ? SOCKET_KINDS : METHOD_KINDS).map((name) => h("option", { value: name }, name.replaceAll("_", " "))));
  offer();
  const add = (event) => {
    event.preventDefault();
    page.act("faults", { method: method.value, kind: kind.value, times: Number(times.value) || 1 });
  };
  return h("form", { class: "fault-form", onsubmit: add },
    h("label", { for: "fault-method" }, "Where"), method, h("label", { for: "fault-kind" }, "What"), kind,
    h("label", { for: "fault-times" }, "How often"), times, h("button", { type: "submit", class: "bk-button" }, "Add fault"));
}
