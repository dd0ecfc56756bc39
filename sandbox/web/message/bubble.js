/** Draws one message as a bubble, or several photos or files as an album in one bubble. */

import { authorOf, isWrittenBy } from "/web/message/author.js";
import { contentOf } from "/web/message/content.js";
import { headingOf } from "/web/message/heading.js";
import { inlineKeyboard } from "/web/message/inline_keyboard.js";
import { richText } from "/web/message/rich_text.js";
import { serviceNotice } from "/web/message/service.js";
import { avatar, displayName } from "/web/ui/avatar.js";
import { element, icon, iconButton } from "/web/ui/element.js";
import { clockTime, fullMoment } from "/web/ui/wording.js";

const JUMBO = /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F?|\u200D){1,5}$/u;
const OVERLAID = new Set(["photo", "video", "animation", "video_note", "sticker", "album"]);

/** Draw `messages`: one, or all of one album. `context` is `{account, isGroup, actions}`. */
export function bubble(messages, context) {
  const [first] = messages;
  const notice = serviceNotice(first);
  if (notice !== null) return noticeLine(first, notice);
  const isOwn = isWrittenBy(first, context.account);
  const written = messages.find((message) => message.caption ?? message.text) ?? first;
  const keyboard = messages.find((message) => message.reply_markup?.inline_keyboard);
  const shell = shellOf(messages, written, { ...context, isOwn });
  return element(
    "article",
    {
      class: `bubble ${isOwn ? "out" : "in"}${context.isGroup ? " with-avatar" : ""}`,
      "data-testid": "message",
      "data-message-id": first.message_id,
      "data-sender": first.from?.id,
      tabindex: "-1",
    },
    context.isGroup && !isOwn && avatar(authorOf(first)),
    element("div", { class: "stack" }, shell, keyboard && keyboardOf(keyboard, context)),
    iconButton("reply", "Reply", {
      class: "reply-here",
      on: { click: () => context.actions.replyTo(first) },
    }),
  );
}

/** Whether a message belongs to a notice in the middle rather than to a speaker. */
export function isNotice(message) {
  return serviceNotice(message) !== null;
}

function noticeLine(message, notice) {
  return element(
    "div",
    { class: "notice", "data-testid": "message", "data-message-id": message.message_id },
    element("span", {}, notice),
  );
}

function shellOf(messages, written, context) {
  const content =
    messages.length > 1 ? albumOf(messages, context.actions) : contentOf(messages[0], context.actions);
  const heading = headingOf(messages[0], context);
  const text = written.text ?? written.caption;
  const isBare = !text && heading.length === 0 && OVERLAID.has(content?.kind);
  const classes = [
    "shell",
    content && `holds-${content.kind}`,
    isBare && "bare",
    messages[0].has_protected_content && "protected",
    isJumbo(written) && "holds-jumbo",
  ];
  const words =
    text &&
    element(
      "div",
      { class: "text", dir: "auto" },
      richText(text, written.entities ?? written.caption_entities, context.actions),
      metaOf(messages, context),
    );
  const isTextFirst = written.show_caption_above_media === true;
  return element(
    "div",
    {
      class: classes.filter(Boolean).join(" "),
      on: { dblclick: () => context.actions.replyTo(messages[0]) },
    },
    element(
      "span",
      { class: "reader-only" },
      `${context.isOwn ? "You" : displayName(authorOf(messages[0]))}: `,
    ),
    heading,
    isTextFirst ? [words, content?.node] : [content?.node, words],
    !words && metaOf(messages, context),
  );
}

function albumOf(messages, actions) {
  const tiles = messages.map((message) => {
    const tile = contentOf(message, actions);
    tile.node.dataset.messageId = message.message_id;
    tile.node.dataset.testid = "album-item";
    return tile;
  });
  const isGrid = tiles.every(({ kind }) => kind === "photo" || kind === "video");
  const node = element(
    "div",
    { class: isGrid ? `album-grid of-${Math.min(tiles.length, 10)}` : "album-list" },
    tiles.map((tile) => tile.node),
  );
  return { kind: isGrid ? "album" : "list", node };
}

function metaOf(messages, { isOwn }) {
  const last = messages.at(-1);
  return element(
    "span",
    { class: "meta" },
    last.has_protected_content && protection(),
    last.edit_date !== undefined && element("span", { class: "edited" }, "edited"),
    element(
      "time",
      { title: fullMoment(last.date), datetime: new Date(last.date * 1000).toISOString() },
      clockTime(last.date),
    ),
    isOwn && icon("checks"),
  );
}

function protection() {
  return element(
    "span",
    { class: "protection", "data-testid": "protected", title: "It can be neither forwarded nor saved" },
    icon("lock"),
    "protected",
  );
}

function keyboardOf(message, { actions }) {
  return inlineKeyboard(message.reply_markup.inline_keyboard, (pressed) =>
    actions.pressInline(message, pressed),
  );
}

function isJumbo({ text, entities }) {
  return text !== undefined && !entities?.length && JUMBO.test(text);
}
