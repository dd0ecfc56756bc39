/** The bar above the columns: the connection, the sandbox's clock, and one more column. */

import { people } from "/web/app/people_api.js";
import { button, drawing, element, icon } from "/web/ui/element.js";
import { openMenu } from "/web/ui/menu.js";
import { clockTime, fullMoment } from "/web/ui/wording.js";

const HOUR = 3600;
const STEPS = [
  ["10 minutes later", HOUR / 6],
  ["An hour later", HOUR],
  ["A day later", 24 * HOUR],
  ["A week later", 7 * 24 * HOUR],
];
const CLOCK_BEAT_MS = 5000;

export class Toolbar {
  constructor(world, workspace) {
    this.world = world;
    this.light = element("span", { class: "connection", role: "status" });
    this.clock = button({
      class: "clock",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-testid": "clock",
      on: { click: () => this.#openClockMenu() },
    });
    const brand = element(
      "div",
      { class: "brand" },
      drawing(
        "svg",
        { class: "mark", "aria-hidden": "true" },
        drawing("use", { href: "/web/icons.svg#mark" }),
      ),
      element("strong", {}, "Sandbox"),
      element("span", {}, "a Telegram on your desk"),
    );
    const add = button(
      {
        class: "add-column",
        "data-testid": "add-column",
        "aria-label": "Add a person",
        on: { click: () => workspace.add() },
      },
      icon("plus"),
      element("span", {}, "Add a person"),
    );
    this.element = element(
      "header",
      { class: "toolbar" },
      brand,
      workspace.tabs,
      element("span", { class: "spacer" }),
      this.light,
      element("span", { class: "menu-anchor" }, this.clock),
      add,
    );
    this.showConnection("waiting");
    setInterval(() => this.showClock(), CLOCK_BEAT_MS);
  }

  showConnection(state) {
    const words = state === "connected" ? "Connected" : "Connecting…";
    this.light.className = `connection ${state}`;
    this.light.title = words;
    this.light.replaceChildren(element("span", { class: "reader-only" }, words));
  }

  /** Show the sandbox's time of day. */
  showClock() {
    const now = this.world.now();
    this.clock.replaceChildren(icon("clock"), element("span", {}, clockTime(now)));
    this.clock.title = `In the sandbox it is ${fullMoment(now)}. Press to move on.`;
  }

  #openClockMenu() {
    const items = STEPS.map(([label, seconds]) => ({
      icon: "clock",
      label,
      act: () => this.#advance(seconds),
    }));
    openMenu(this.clock, "Move the clock on", items);
  }

  async #advance(seconds) {
    const { now } = await people.advanceClock(seconds);
    this.world.setClock(now);
    this.showClock();
  }
}
