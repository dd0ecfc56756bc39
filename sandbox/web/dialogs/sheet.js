/** Lays a dialog over one phone: the other phones beside it stay usable. */

import { element, iconButton } from "/web/ui/element.js";

/**
 * Open a sheet over `host` and return `{close(answer), closed}`; `closed` resolves with the answer, null when dismissed.
 * `content(close)` returns the nodes inside. Focus goes in, stays in, and comes back afterwards.
 */
export function openSheet(host, { title, role = "dialog", testId, className = "", content }) {
  const before = document.activeElement;
  let settle;
  const closed = new Promise((resolve) => (settle = resolve));
  const covered = [...host.children].filter((node) => !node.inert);
  const close = (answer = null) => {
    overlay.remove();
    for (const node of covered) node.inert = false;
    if (before?.isConnected) before.focus({ preventScroll: true });
    settle(answer);
  };
  const heading = element(
    "header",
    { class: "sheet-head" },
    element("h2", {}, title),
    iconButton("close", "Close", { on: { click: () => close() } }),
  );
  const sheet = element(
    "div",
    {
      class: `sheet ${className}`,
      role,
      "aria-modal": "true",
      "aria-label": title,
      "data-testid": testId,
      tabindex: "-1",
    },
    heading,
    content(close),
  );
  const overlay = element("div", { class: "overlay" }, sheet);
  overlay.addEventListener("pointerdown", (event) => event.target === overlay && close());
  overlay.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  for (const node of covered) node.inert = true;
  host.append(overlay);
  (sheet.querySelector("[autofocus]") ?? sheet).focus({ preventScroll: true });
  return { close, closed };
}

/** A form inside a sheet: `read()` returns the answer or throws `Error` with words for the person; they are shown, what was typed stays. */
export function sheetForm(close, { fields, confirm, confirmTestId, read }) {
  const complaint = element("p", { class: "complaint", role: "alert" });
  const form = element(
    "form",
    { class: "sheet-form", novalidate: true },
    fields,
    complaint,
    element("button", { class: "primary", "data-testid": confirmTestId }, confirm),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    complaint.replaceChildren();
    try {
      close(await read());
    } catch (error) {
      complaint.replaceChildren(error.message);
    }
  });
  return form;
}

/** A labelled input. */
export function field(label, attributes = {}) {
  const input = element("input", { autocomplete: "off", ...attributes });
  return { input, node: element("label", { class: "field" }, element("span", {}, label), input) };
}

/** A labelled choice of `[value, words]`. */
export function choice(label, options, attributes = {}) {
  const input = element(
    "select",
    attributes,
    options.map(([value, words]) => element("option", { value }, words)),
  );
  return { input, node: element("label", { class: "field" }, element("span", {}, label), input) };
}
