/** Holds the columns side by side, and on a narrow screen one at a time behind tabs. */

import { Column } from "/web/column/column.js";
import { choosePerson } from "/web/dialogs/chooser.js";
import { personForm } from "/web/dialogs/newcomers.js";
import { rememberSeats } from "/web/app/preset.js";
import { avatar } from "/web/ui/avatar.js";
import { button, element } from "/web/ui/element.js";

/** A bot that is only just being started shows up within moments. */
const WAIT_FOR_BOT_MS = 1000;

export class Workspace {
  columns = [];
  #tabs = new Map();
  #isWaiting = false;

  /** `wantedBot` is the user name that new columns open, null for the first bot there is. */
  constructor(world, wantedBot) {
    this.world = world;
    this.wantedBot = wantedBot;
    this.tabs = element("div", { class: "people-tabs", role: "tablist", "aria-label": "People" });
    this.element = element("div", { class: "columns" });
    this.main = element("main", {}, this.element);
    this.#inView = new IntersectionObserver((entries) => this.#markInView(entries), {
      root: this.element,
      threshold: 0.6,
    });
    this.#showEmptiness();
  }

  #inView;

  /** Open a column for a person, by default with the bot of this page. */
  async open(account, seat = this.#firstSeat(account)) {
    const column = new Column(this.world, seat, {
      seated: () => this.#seated(),
      unread: (at) =>
        this.#tabs
          .get(at)
          ?.classList.toggle("has-news", this.#tabs.get(at).getAttribute("aria-selected") !== "true"),
      close: (at) => this.#close(at),
    });
    this.columns.push(column);
    this.element.append(column.element);
    this.#inView.observe(column.element);
    this.#showEmptiness();
    await column.sit(seat);
    if (seat.bot === null) this.#waitForBot();
    return column;
  }

  /** Ask whose column to add. */
  async add() {
    const account = await choosePerson(this.main, this.world);
    if (account === null) return;
    const column = await this.open(account);
    column.element.scrollIntoView({ inline: "center", behavior: "smooth" });
  }

  accept(event) {
    this.world.accept(event);
    for (const column of this.columns) column.accept(event);
    if (event.kind === "commands" || event.kind === "group") this.#introduceAll();
  }

  /** Fetch everything that may have been missed. */
  async refresh() {
    await this.world.refresh();
    // A sandbox that was started anew knows nobody of before: only a fresh page can show it.
    if (this.columns.some(({ seat }) => !this.#exists(seat))) location.reload();
    await Promise.all(this.columns.map((column) => column.refresh()));
  }

  /** A bot that sets its commands has most likely set its name and description too. */
  async #introduceAll() {
    await this.world.refresh();
    for (const column of this.columns) {
      column.introduce();
      await column.followGroup();
    }
  }

  #exists({ account, bot }) {
    return this.world.accounts.has(account) && (bot === null || this.world.bots.has(bot));
  }

  #firstSeat(account) {
    const bot = this.wantedBot
      ? this.world.botNamed(this.wantedBot)
      : (this.columns.at(-1)?.bot ?? [...this.world.bots.values()][0]);
    return { account: account.id, bot: bot?.id ?? null, chat: account.id };
  }

  #close(column) {
    this.columns = this.columns.filter((other) => other !== column);
    this.#inView.unobserve(column.element);
    column.chat?.leave();
    column.element.remove();
    this.#seated();
    this.#showEmptiness();
  }

  #seated() {
    rememberSeats(this.columns.map((column) => column.seat));
    this.#drawTabs();
  }

  #drawTabs() {
    const selected = [...this.#tabs].find(([, tab]) => tab.getAttribute("aria-selected") === "true")?.[0];
    this.#tabs.clear();
    for (const column of this.columns) {
      const open = () => column.element.scrollIntoView({ inline: "center", behavior: "smooth" });
      const tab = button(
        {
          class: "people-tab",
          role: "tab",
          "aria-selected": String(column === (selected ?? this.columns[0])),
          on: { click: open },
        },
        avatar(column.account),
        element("span", {}, column.account.first_name),
      );
      this.#tabs.set(column, tab);
    }
    this.tabs.replaceChildren(...this.#tabs.values());
  }

  #markInView(entries) {
    // On a wide screen all columns are in view, and the tabs are hidden anyway.
    for (const { target, isIntersecting } of entries) {
      const column = this.columns.find(({ element: node }) => node === target);
      const tab = this.#tabs.get(column);
      tab?.setAttribute("aria-selected", String(isIntersecting));
      if (isIntersecting) tab?.classList.remove("has-news");
    }
  }

  #showEmptiness() {
    if (this.columns.length > 0) return this.element.querySelector(":scope > .nobody")?.remove();
    const form = personForm((account) => this.open(account), this.world);
    const words = element("p", {}, "Make the first one: a name, and the language their Telegram is set to.");
    return this.element.replaceChildren(
      element("div", { class: "nobody" }, element("h1", {}, "Nobody is here yet"), words, form),
    );
  }

  async #waitForBot() {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    while (this.columns.some(({ seat }) => seat.bot === null)) {
      await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_BOT_MS));
      // While the sandbox is away the connection's own light says so.
      await this.world.refresh().catch(() => undefined);
      const bot = this.wantedBot ? this.world.botNamed(this.wantedBot) : [...this.world.bots.values()][0];
      if (bot === undefined) continue;
      for (const column of this.columns.filter(({ seat }) => seat.bot === null))
        await column.sit({ ...column.seat, bot: bot.id });
    }
    this.#isWaiting = false;
  }
}
