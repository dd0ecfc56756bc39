/** What stands before a chat: the bot's introduction with START, and the bar of one who blocked the bot. */

import { avatar } from "/web/ui/avatar.js";
import { button, element } from "/web/ui/element.js";

export class Gate {
  constructor({ start, unblock }) {
    this.startButton = button(
      { class: "gate-button", "data-testid": "start", on: { click: start } },
      "START",
    );
    this.unblockButton = button(
      { class: "gate-button", hidden: true, "data-testid": "unblock", on: { click: unblock } },
      "UNBLOCK",
    );
    this.bar = element("div", { class: "gate" }, this.startButton, this.unblockButton);
    this.welcome = element("div", { class: "welcome", hidden: true });
  }

  /** Show the introduction while nothing has been said; `bot` is absent while none is here. */
  showEmpty(isEmpty, bot) {
    this.welcome.hidden = !isEmpty;
    this.startButton.hidden = !isEmpty || bot === undefined || !this.unblockButton.hidden;
    if (isEmpty) this.welcome.replaceChildren(bot ? introduction(bot) : waiting());
  }

  showBlocked(isBlocked) {
    this.unblockButton.hidden = !isBlocked;
    if (isBlocked) this.startButton.hidden = true;
  }
}

function introduction(bot) {
  const words =
    bot.description || bot.short_description || "No messages here yet. Press START, or write something.";
  return element(
    "div",
    { class: "welcome-card" },
    avatar(bot),
    element("strong", {}, bot.description ? "What can this bot do?" : bot.first_name),
    element("p", {}, words),
  );
}

function waiting() {
  return element(
    "div",
    { class: "welcome-card" },
    element("strong", {}, "Waiting for a bot"),
    element("p", {}, "Start a bot with this sandbox as its Bot API server; it shows up here by itself."),
  );
}
