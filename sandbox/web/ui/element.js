/** Builds DOM nodes; strings always become text nodes, so nothing a bot sends can turn into markup. */

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";

/** Make an HTML element; `on` maps event names to listeners, absent children are left out. */
export function element(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** Make an SVG element the same way. */
export function drawing(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG_NAMESPACE, tag), attributes, children);
}

/** Make a `<button type="button">`. */
export function button(attributes, ...children) {
  return element("button", { type: "button", ...attributes }, ...children);
}

/** Make a round button that shows only an icon and says its name to a screen reader. */
export function iconButton(iconName, label, { class: more = "", ...attributes } = {}) {
  return button(
    { class: `icon-button ${more}`.trim(), "aria-label": label, title: label, ...attributes },
    icon(iconName),
  );
}

/** Draw an icon of `icons.svg` in the colour of the text around it. */
export function icon(name) {
  return drawing(
    "svg",
    { class: "icon", "aria-hidden": "true" },
    drawing("use", { href: `/web/icons.svg#${name}` }),
  );
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    } else if (isPresent(value)) {
      node.setAttribute(name, value === true ? "" : value);
    }
  }
  node.append(...children.flat().filter(isPresent));
  return node;
}

function isPresent(value) {
  return value !== null && value !== undefined && value !== false;
}
