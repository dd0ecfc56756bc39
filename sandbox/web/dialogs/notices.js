/** Shows what a bot answers to a press: a toast that passes, or an alert that waits to be read. */

import { openSheet } from "/web/dialogs/sheet.js";
import { button, element } from "/web/ui/element.js";

/** Long enough to read a callback answer of 200 characters, the most that the Bot API allows. */
const SHORTEST_TOAST_MS = 3500;
const MS_PER_CHARACTER = 35;

/** Show `text` over the messages of a phone for a few seconds. */
export function showToast(phone, text) {
  const stage = phone.querySelector(".stage");
  const shelf =
    stage.querySelector(":scope > .toasts") ??
    stage.appendChild(element("div", { class: "toasts", role: "status", "aria-live": "polite" }));
  const toast = element("div", { class: "toast", "data-testid": "toast" }, text);
  shelf.append(toast);
  setTimeout(() => toast.remove(), SHORTEST_TOAST_MS + text.length * MS_PER_CHARACTER);
}

/** Show `text` until the person presses OK. */
export function showAlert(host, title, text) {
  const content = (close) => [
    element("p", { class: "alert-text" }, text),
    button(
      { class: "primary", autofocus: true, "data-testid": "alert-ok", on: { click: () => close(true) } },
      "OK",
    ),
  ];
  return openSheet(host, { title, role: "alertdialog", testId: "alert", className: "alert", content }).closed;
}
