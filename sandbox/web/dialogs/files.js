/** Shows chosen files before they are sent, and asks for a caption. */

import { field, openSheet, sheetForm } from "/web/dialogs/sheet.js";
import { element } from "/web/ui/element.js";
import { fileSize } from "/web/ui/wording.js";

const TITLES = { photo: "Send a photo", document: "Send a file", voice: "Send a voice message" };

/** Resolves with `{caption}`, or null. */
export function confirmFiles(host, kind, files) {
  const caption = field("Caption", { autofocus: true, maxlength: 1024, "data-testid": "caption" });
  const addresses = kind === "photo" ? files.map((file) => URL.createObjectURL(file)) : [];
  const previews = files.map((file, index) =>
    kind === "photo"
      ? element("img", { src: addresses[index], alt: file.name })
      : element("li", {}, `${file.name}, ${fileSize(file.size)}`),
  );
  const content = (close) =>
    sheetForm(close, {
      fields: [
        element(kind === "photo" ? "div" : "ul", { class: `previews ${kind}` }, previews),
        caption.node,
      ],
      confirm: "Send",
      confirmTestId: "send-files",
      read: () => ({ caption: caption.input.value.trim() }),
    });
  const { closed } = openSheet(host, { title: TITLES[kind], testId: "files-dialog", content });
  return closed.finally(() => addresses.forEach((address) => URL.revokeObjectURL(address)));
}
