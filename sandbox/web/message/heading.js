/** Draws what stands above a message's content: sender, origin, and the message it replies to. */

import { button, element } from "/web/ui/element.js";
import { colourOf, displayName } from "/web/ui/avatar.js";
import { authorOf } from "/web/message/author.js";
import { summaryOf } from "/web/message/summary.js";

/** The lines above the content, from the top down. */
export function headingOf(message, { isGroup, isOwn, actions }) {
  return [
    isGroup && !isOwn && senderLine(authorOf(message)),
    message.sender_chat && isOwn && element("div", { class: "origin" }, "in the group’s name"),
    message.forward_origin && forwardLine(message.forward_origin),
    message.via_bot &&
      element("div", { class: "origin" }, "via ", element("b", {}, `@${message.via_bot.username}`)),
    repliedMessage(message) && quote(message, actions),
  ].filter(Boolean);
}

/** Draw the block that quotes another message, as in a bubble and above the composer. */
export function quoteBlock(message, text) {
  const author = authorOf(message);
  return element(
    "span",
    { class: `quote colour-${colourOf(author.id)}` },
    element("b", {}, displayName(author)),
    element("span", {}, text ?? summaryOf(message)),
  );
}

/** Every message of a topic formally replies to the notice that opened it; that is no quote. */
function repliedMessage(message) {
  const replied = message.reply_to_message;
  return replied && !replied.forum_topic_created ? replied : null;
}

function senderLine(from) {
  return element(
    "div",
    { class: `sender colour-${colourOf(from.id)}` },
    displayName(from),
    from.is_bot && element("span", { class: "bot-mark" }, "bot"),
    from.title && element("span", { class: "bot-mark" }, "anonymous"),
  );
}

function forwardLine(origin) {
  const source = origin.sender_user ?? origin.sender_chat ?? origin.chat;
  const name = source ? displayName(source) : (origin.sender_user_name ?? "someone");
  return element("div", { class: "origin" }, "Forwarded from ", element("b", {}, name));
}

function quote(message, actions) {
  const replied = message.reply_to_message;
  const jump = { click: () => actions.jumpTo(replied.message_id) };
  return button(
    { class: "quote-jump", "aria-label": `Reply to: ${summaryOf(replied)}`, on: jump },
    quoteBlock(replied, message.quote?.text),
  );
}
