/** Shows the newest pinned message under the head; pressing it leads there, and then to the one before. */

import { summaryOf } from "/web/message/summary.js";
import { button, element, icon } from "/web/ui/element.js";

export class PinnedBar {
  #messages = [];
  #shown = 0;

  constructor(onJump) {
    this.label = element("b", {});
    this.words = element("span", {});
    this.element = button(
      { class: "pinned", hidden: true, "data-testid": "pinned", on: { click: () => this.#jump(onJump) } },
      element("span", { class: "pinned-words" }, this.label, this.words),
      icon("pin"),
    );
  }

  /** Show `messages`, the oldest first. */
  show(messages) {
    this.#messages = messages;
    this.#shown = messages.length - 1;
    this.#draw();
  }

  #jump(onJump) {
    onJump(this.#messages[this.#shown].message_id);
    this.#shown = this.#shown > 0 ? this.#shown - 1 : this.#messages.length - 1;
    this.#draw();
  }

  #draw() {
    this.element.hidden = this.#messages.length === 0;
    if (this.element.hidden) return;
    this.label.textContent =
      this.#messages.length > 1
        ? `Pinned message ${this.#shown + 1} of ${this.#messages.length}`
        : "Pinned message";
    this.words.textContent = summaryOf(this.#messages[this.#shown]);
  }
}
