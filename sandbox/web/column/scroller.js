/** Scrolls the messages: follows the newest while the person is at the end, counts them otherwise. */

import { button, element, icon } from "/web/ui/element.js";

const NEAR_THE_END_PX = 90;
const HIGHLIGHT_MS = 1400;

export class Scroller {
  #isAtEnd = true;
  #unread = 0;
  #lastTop = 0;

  constructor(content) {
    this.badge = element("span", { class: "unread", hidden: true });
    this.down = button(
      {
        class: "to-end",
        hidden: true,
        "aria-label": "To the newest message",
        on: { click: () => this.toEnd(true) },
      },
      icon("down"),
      this.badge,
    );
    this.view = element("div", { class: "scroller", tabindex: "0", "aria-label": "Chat" }, content);
    this.element = element("div", { class: "stage" }, this.view, this.down);
    this.view.addEventListener("scroll", () => this.#look(), { passive: true });
    // Photos that load and a keyboard that opens change heights without any message coming.
    const keep = new ResizeObserver(() => this.#isAtEnd && this.toEnd(false));
    keep.observe(content);
    keep.observe(this.view);
  }

  /** Say that a message came; `isOwn` ones are always followed. */
  arrived(isOwn) {
    if (isOwn) this.#isAtEnd = true;
    if (this.#isAtEnd) return;
    this.#unread += 1;
    this.#show();
  }

  toEnd(isSmooth) {
    this.#isAtEnd = true;
    this.view.scrollTo({ top: this.view.scrollHeight, behavior: isSmooth ? "smooth" : "instant" });
    this.#unread = 0;
    this.#show();
  }

  /** Bring a message into view and light it up. */
  reveal(node) {
    this.#isAtEnd = false;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.add("highlighted");
    setTimeout(() => node.classList.remove("highlighted"), HIGHLIGHT_MS);
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.view;
    const isNear = scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
    // Only going up leaves the end: when a photo has loaded below, the end itself has moved.
    this.#isAtEnd = isNear || (this.#isAtEnd && scrollTop >= this.#lastTop);
    this.#lastTop = scrollTop;
    if (this.#isAtEnd) this.#unread = 0;
    this.#show();
  }

  #show() {
    this.down.hidden = this.#isAtEnd;
    this.badge.hidden = this.#unread === 0;
    this.badge.textContent = this.#unread;
  }
}
