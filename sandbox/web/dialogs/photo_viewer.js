/** Shows a photo over the whole page. */

import { element, icon, iconButton } from "/web/ui/element.js";

/** Open the viewer; Escape, the cross or a press beside the photo closes it. */
export function showPhoto({ address, caption }) {
  const viewer = element(
    "dialog",
    { class: "viewer", "aria-label": "Photo", "data-testid": "photo-viewer" },
    element("img", { src: address, alt: caption || "Photo" }),
    caption && element("p", {}, caption),
    element(
      "div",
      { class: "viewer-tools" },
      element(
        "a",
        { class: "icon-button", href: address, download: "", "aria-label": "Download", title: "Download" },
        icon("download"),
      ),
      iconButton("close", "Close", { on: { click: () => viewer.close() } }),
    ),
  );
  viewer.addEventListener("click", (event) => event.target === viewer && viewer.close());
  viewer.addEventListener("close", () => viewer.remove());
  document.body.append(viewer);
  viewer.showModal();
}
