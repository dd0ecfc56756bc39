/** Draws a document: its type, name and size, to download or to look into. */

import { people } from "/web/app/people_api.js";
import { button, element } from "/web/ui/element.js";
import { fileSize } from "/web/ui/wording.js";

/** A file is opened only under one of these types, whatever it claims: a page of a bot's must not run in this origin. */
const SAFE_TYPES = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  txt: "text/plain;charset=utf-8",
  csv: "text/plain;charset=utf-8",
  ics: "text/plain;charset=utf-8",
  json: "text/plain;charset=utf-8",
};

/** Draw the card of a `document`. */
export function fileCard({ document: file }, actions) {
  const name = file.file_name ?? "file";
  const extension = name.includes(".") ? name.split(".").at(-1).toLowerCase() : "";
  const address = people.fileAddress(file.file_id);
  const download = element(
    "a",
    { class: "file-name", href: address, download: name, title: "Download" },
    name,
  );
  const open =
    SAFE_TYPES[extension] &&
    button(
      { class: "file-open", on: { click: () => openSafely(address, SAFE_TYPES[extension], actions) } },
      "Open",
    );
  return element(
    "div",
    { class: "file-card" },
    element(
      "span",
      { class: `file-badge type-${SAFE_TYPES[extension] ? extension : "other"}`, "aria-hidden": "true" },
      extension.slice(0, 4) || "file",
    ),
    element(
      "div",
      { class: "file-words" },
      download,
      element("span", { class: "file-details" }, fileSize(file.file_size), open),
    ),
  );
}

async function openSafely(address, type, actions) {
  const response = await fetch(address);
  if (!response.ok) return actions.toast("The file is gone. Ask the bot for it again.");
  const copy = URL.createObjectURL(new Blob([await response.arrayBuffer()], { type }));
  return window.open(copy, "_blank", "noopener");
}
