/** Opens a small menu beside the button that asked for it. */

import { button, element, icon } from "/web/ui/element.js";

/** `items` are `{icon, label, testId?, danger?, act}`; the menu sits in the trigger's parent, which positions it. */
export function openMenu(trigger, label, items) {
  const nodes = items.map((item) =>
    button(
      {
        class: `menu-item${item.danger ? " danger" : ""}`,
        role: "menuitem",
        tabindex: "-1",
        "data-testid": item.testId,
        on: { click: () => finish(item.act) },
      },
      icon(item.icon),
      element("span", {}, item.label),
    ),
  );
  const menu = element("div", { class: "menu", role: "menu", "aria-label": label }, nodes);
  const outside = new AbortController();

  function finish(act) {
    outside.abort();
    menu.remove();
    trigger.setAttribute("aria-expanded", "false");
    trigger.focus({ preventScroll: true });
    act?.();
  }

  menu.addEventListener("keydown", (event) => {
    const present = nodes.indexOf(document.activeElement);
    const moves = {
      ArrowDown: present + 1,
      ArrowUp: present - 1 + nodes.length,
      Home: 0,
      End: nodes.length - 1,
    };
    if (event.key in moves) nodes[moves[event.key] % nodes.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") finish();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const leave = (event) => {
    if (menu.contains(event.target)) return;
    finish();
    // The press that closed the menu must not open it again.
    if (trigger.contains(event.target))
      trigger.addEventListener("click", (click) => click.stopImmediatePropagation(), {
        once: true,
        capture: true,
      });
  };
  document.addEventListener("pointerdown", leave, { signal: outside.signal });
  trigger.setAttribute("aria-expanded", "true");
  trigger.parentNode.append(menu);
  nodes[0].focus({ preventScroll: true });
}
