/** Asks before a link leaves the sandbox, and takes a start link or its payload. */

import { field, openSheet, sheetForm } from "/web/dialogs/sheet.js";
import { destinationOf } from "/web/message/links.js";
import { button, element } from "/web/ui/element.js";

/** Show where a link leads, in full, and let the person decide. */
export function askToOpen(host, href) {
  const content = (close) => [
    element("p", { class: "link-address" }, href),
    element(
      "div",
      { class: "sheet-actions" },
      button({ class: "plain", on: { click: () => close() } }, "Stay here"),
      element(
        "a",
        {
          class: "primary",
          href,
          target: "_blank",
          rel: "noopener noreferrer",
          autofocus: true,
          "data-testid": "open-link",
          on: { click: () => close(true) },
        },
        "Open in a new tab",
      ),
    ),
  ];
  return openSheet(host, { title: "Open this link?", testId: "link-dialog", content }).closed;
}

/** Resolves with `{username, payload}` of a start link; `username` is null when only a payload was typed. */
export function askForStartLink(host, username) {
  const link = field("A link to the bot, or only what follows start=", {
    placeholder: `https://t.me/${username}?start=…`,
    autofocus: true,
    "data-testid": "start-link",
  });
  const content = (close) =>
    sheetForm(close, {
      fields: [link.node],
      confirm: "Start",
      confirmTestId: "start-with-link",
      read: () => readStart(link.input.value.trim()),
    });
  return openSheet(host, { title: "Start with a link", testId: "start-dialog", content }).closed;
}

function readStart(typed) {
  const destination = /[/.:]/u.test(typed) ? destinationOf(typed) : null;
  if (destination?.kind === "bot") return { username: destination.username, payload: destination.payload };
  // Telegram lets a payload have up to 64 of these characters.
  if (/^[\w-]{0,64}$/u.test(typed)) return { username: null, payload: typed };
  throw new Error("A payload has up to 64 letters of A-Z, a-z, digits, _ and -.");
}
