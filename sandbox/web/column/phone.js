/** Lays out the parts of a phone from the top down. */

import { element } from "/web/ui/element.js";

/** Returns the phone's element; files dropped anywhere on it go to `parts.attachments`. */
export function layOut({ chats, header, topics, pinned, scroller, gate, composer, keyboard, attachments }) {
  const foot = [gate.bar, composer.element, keyboard.element, attachments.element];
  scroller.element.prepend(gate.welcome);
  const phone = element(
    "div",
    { class: "phone" },
    chats.element,
    header.element,
    topics.element,
    pinned.element,
    scroller.element,
    element("footer", { class: "footer" }, foot),
  );
  phone.addEventListener("dragover", (event) => event.preventDefault());
  phone.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    if (files.length > 0) attachments.offerFiles(files);
  });
  return phone;
}
