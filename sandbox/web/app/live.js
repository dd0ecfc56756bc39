/** Holds the WebSocket of events open, and says when some may have been missed. */

const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 10_000;

export class Live {
  #attempt = 0;
  #wasOpen = false;

  /** `onEvent(event)`, `onState("connected" | "waiting")`, and `onGap()` after every reconnection. */
  constructor({ onEvent, onState, onGap }) {
    this.onEvent = onEvent;
    this.onState = onState;
    this.onGap = onGap;
  }

  /** Connect, and stay connected until the page goes; resolves once the first connection stands. */
  open() {
    return new Promise((resolve) => this.#connect(resolve));
  }

  #connect(opened) {
    const address = new URL("/people/live", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    socket.addEventListener("open", () => {
      this.#attempt = 0;
      this.onState("connected");
      if (this.#wasOpen) this.onGap();
      this.#wasOpen = true;
      opened();
    });
    socket.addEventListener("message", (frame) => this.onEvent(JSON.parse(frame.data)));
    socket.addEventListener("close", () => {
      this.onState("waiting");
      setTimeout(() => this.#connect(opened), this.#nextDelay());
    });
  }

  #nextDelay() {
    const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.#attempt);
    this.#attempt += 1;
    // Spread, so that many open tabs do not all knock at a restarted sandbox at once.
    return delay * (0.75 + Math.random() / 2);
  }
}
