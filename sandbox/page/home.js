/** The App Home tab: whatever view the app has published for this person. */

import { renderBlocks } from "./blocks/render.js";
import { fill, h, keepingFocus } from "./dom.js";

export class HomeView {
  /** @param {import("./app.js").Page} page */
  constructor(page) {
    this.page = page;
    this.body = h("div", { class: "home-body" });
    this.root = h("div", { class: "home", tabindex: "0", role: "region", "aria-label": "Home" }, this.body);
  }

  draw() {
    const { home, app } = this.page.store.snapshot;
    keepingFocus(this.root, () => fill(this.body, home ? this.blocks(home) : h("p", { class: "home-empty" }, `${app.name} has published nothing here yet.`)));
  }

  blocks(home) {
    return renderBlocks(home.blocks, this.page.surface(home.id, home.state, { view_id: home.id }));
  }

  patched(type) {
    if (type === "home" || type === "snapshot") this.draw();
  }
}
