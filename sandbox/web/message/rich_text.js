/** Renders formatted text: every entity of the Bot API becomes the element a Telegram client would show. */

import { button, element, icon } from "/web/ui/element.js";
import { fullMoment } from "/web/ui/wording.js";
import { destinationOf } from "/web/message/links.js";
import { entityTree } from "/web/message/entity_tree.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const QUOTE_LINES_SHOWN = 3;

const RENDERERS = {
  bold: (children) => element("strong", {}, children),
  italic: (children) => element("em", {}, children),
  underline: (children) => element("u", {}, children),
  strikethrough: (children) => element("s", {}, children),
  spoiler: (children) => spoiler(children),
  code: (children, _entity, actions) => tappable("code", children, "Copy", (text) => actions.copy(text)),
  pre: (children, entity, actions) => codeBlock(children, entity.language, actions),
  blockquote: (children) => element("blockquote", {}, children),
  expandable_blockquote: (children) => expandableQuote(children),
  url: (children, _entity, actions, text) => link(children, text, actions),
  text_link: (children, entity, actions) => link(children, entity.url, actions),
  email: (children, _entity, actions) =>
    tappable("a", children, "Copy the address", (text) => actions.copy(text)),
  phone_number: (children, _entity, actions) =>
    tappable("a", children, "Copy the number", (text) => actions.copy(text)),
  bot_command: (children, _entity, actions) =>
    tappable("a", children, "Send this command", (text) => actions.sendText(text)),
  mention: (children, _entity, actions, text) =>
    tappable("a", children, "Open the chat", () => actions.openLink(`https://t.me/${text.slice(1)}`)),
  text_mention: (children) => element("span", { class: "mention" }, children),
  hashtag: (children) => element("span", { class: "hashtag" }, children),
  cashtag: (children) => element("span", { class: "hashtag" }, children),
  date_time: (children, entity) =>
    element("time", { title: entity.unix_time && fullMoment(entity.unix_time) }, children),
};

/** Returns the nodes of `text`; `actions` hears about links, commands and copying. */
export function richText(text, entities, actions) {
  return render(entityTree(text, entities), actions);
}

function render(nodes, actions) {
  return nodes.map((node, index) => {
    if (typeof node === "string") return withoutBlockBreaks(node, nodes[index - 1], nodes[index + 1]);
    const renderer = RENDERERS[node.entity.type];
    const children = render(node.children, actions);
    return renderer
      ? renderer(children, node.entity, actions, plainText(node))
      : element("span", {}, children);
  });
}

/** A block element breaks the line by itself; the line break beside it would show as an empty line. */
function withoutBlockBreaks(text, before, after) {
  const start = isBlock(before) && text.startsWith("\n") ? 1 : 0;
  const end = isBlock(after) && text.endsWith("\n") && text.length > start ? text.length - 1 : text.length;
  return text.slice(start, end);
}

function isBlock(node) {
  return typeof node === "object" && BLOCKS.has(node.entity.type);
}

function plainText(node) {
  return typeof node === "string" ? node : node.children.map(plainText).join("");
}

function link(children, address, actions) {
  const destination = destinationOf(address);
  if (destination === null)
    return element("span", { class: "dead-link", title: "This address cannot be opened" }, children);
  const open = (event) => {
    event.preventDefault();
    actions.openLink(address);
  };
  return element(
    "a",
    { href: destination.href, rel: "noopener noreferrer", title: destination.href, on: { click: open } },
    children,
  );
}

function tappable(tag, children, title, act) {
  const node = element(tag, { class: "tappable", role: "button", tabindex: "0", title }, children);
  node.addEventListener("click", () => act(node.textContent));
  node.addEventListener("keydown", (event) => {
    if (event.key === "Enter") act(node.textContent);
  });
  return node;
}

function spoiler(children) {
  const cover = element(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text: show it" },
    children,
  );
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter") return;
    if (cover.classList.contains("revealed")) return;
    event.preventDefault();
    event.stopPropagation();
    cover.classList.add("revealed");
    cover.removeAttribute("aria-label");
    cover.removeAttribute("role");
  };
  cover.addEventListener("click", reveal, { capture: true });
  cover.addEventListener("keydown", reveal);
  return cover;
}

function codeBlock(children, language, actions) {
  const code = element("code", {}, children);
  const copy = button(
    {
      class: "code-copy",
      on: { click: () => actions.copy(code.textContent) },
      "aria-label": "Copy the code",
    },
    icon("copy"),
  );
  return element(
    "pre",
    {},
    element("span", { class: "code-head" }, element("span", {}, language ?? "code"), copy),
    code,
  );
}

function expandableQuote(children) {
  const quote = element(
    "blockquote",
    { class: "expandable" },
    element("span", { class: "quote-text" }, children),
  );
  if (lineCount(quote.textContent) <= QUOTE_LINES_SHOWN) return quote;
  const toggle = button(
    { class: "quote-toggle", "aria-expanded": "false", "aria-label": "Show the whole quote" },
    icon("down"),
  );
  toggle.addEventListener("click", () => {
    const isOpen = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(isOpen));
  });
  quote.append(toggle);
  return quote;
}

function lineCount(text) {
  const charactersPerLine = 38;
  return text
    .split("\n")
    .reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / charactersPerLine)), 0);
}
