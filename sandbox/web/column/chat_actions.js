/** Carries out what a person does inside the messages: links, commands, buttons, copying. */

import { Refusal } from "/web/app/people_api.js";
import { Presses } from "/web/column/presses.js";
import { chooseGroup } from "/web/dialogs/chooser.js";
import { askToOpen } from "/web/dialogs/links.js";
import { showAlert, showToast } from "/web/dialogs/notices.js";
import { showPhoto } from "/web/dialogs/photo_viewer.js";
import { destinationOf } from "/web/message/links.js";

export class ChatActions {
  #presses = new Presses();

  /** `column` is the phone these actions happen on. */
  constructor(column) {
    this.column = column;
    this.showPhoto = showPhoto;
  }

  toast(text) {
    showToast(this.column.phone, text);
  }

  /** Run `act`; what the sandbox refuses is told on the phone. Returns what `act` returned, undefined after a refusal. */
  async attempt(act) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.toast(error.message);
      return undefined;
    }
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toast("Copied");
    } catch {
      this.toast(`The browser does not let this page copy. The text: ${text}`);
    }
  }

  sendText(text) {
    return this.column.send({ text });
  }

  replyTo(message) {
    this.column.composer.replyTo(message);
  }

  jumpTo(messageId) {
    if (!this.column.show(messageId)) this.toast("That message is no longer here.");
  }

  /** Open a link where it leads: a bot's chat in this column, anything else in a new tab after asking. */
  async openLink(address) {
    const destination = destinationOf(address);
    if (destination === null) return this.toast("This link leads nowhere that can be opened.");
    if (destination.kind === "outside") return askToOpen(this.column.phone, destination.href);
    if (destination.groupPayload !== null) return this.#addToGroup(destination);
    return this.openBot(destination.username, destination.payload);
  }

  /** Go to a bot's chat, and start it when there is a payload, even an empty one. */
  async openBot(username, payload) {
    const { world, seat } = this.column;
    if (world.botNamed(username) === undefined) await this.attempt(() => world.refresh());
    const bot = world.botNamed(username);
    if (bot === undefined) return this.toast(`There is no bot @${username} in this sandbox.`);
    if (bot.id !== seat.bot || seat.chat < 0)
      await this.column.sit({ account: seat.account, bot: bot.id, chat: seat.account });
    return payload === null || payload === undefined ? undefined : this.column.start(payload);
  }

  answered(event) {
    this.#presses.answered(event);
  }

  /** Do what an inline button is for. */
  async pressInline(message, { button, row, column }) {
    if (button.url !== undefined) return this.openLink(button.url);
    if (button.copy_text !== undefined) return this.copy(button.copy_text.text);
    if (button.web_app !== undefined) return this.openLink(button.web_app.url);
    if (button.login_url !== undefined) return this.openLink(button.login_url.url);
    if (button.switch_inline_query_current_chat !== undefined)
      return this.column.startInline(button.switch_inline_query_current_chat);
    const elsewhere = button.switch_inline_query ?? button.switch_inline_query_chosen_chat?.query;
    if (elsewhere !== undefined) return this.#startInlineElsewhere(elsewhere);
    if (button.callback_data === undefined)
      return this.toast("Games and payments are not part of the sandbox.");
    return this.attempt(async () =>
      this.#react(await this.#presses.press(this.column.seat, message.message_id, row, column)),
    );
  }

  /** Do what a button of the bot's keyboard is for; `request` names what it asks for, undefined for words. */
  async pressReply(key, request) {
    if (request === undefined) return this.sendText(key.text);
    if (request === "request_location") return this.column.attachments.sharePlace();
    if (request === "request_contact") return this.column.attachments.shareOwnContact();
    if (request === "web_app") return this.openLink(key.web_app.url);
    return this.toast("Sharing people, chats and polls by a button is not part of the sandbox.");
  }

  /** Follow a startgroup link: choose a group, go there, and bring the bot with its payload. */
  async #addToGroup({ username, groupPayload, asAdministrator }) {
    const { phone, world, seat } = this.column;
    const bot = world.botNamed(username);
    if (bot === undefined) return this.toast(`There is no bot @${username} in this sandbox.`);
    const group = await chooseGroup(phone, world, world.accounts.get(seat.account));
    if (group === null) return undefined;
    await this.column.sit({ account: seat.account, bot: bot.id, chat: group.id });
    return this.column.start(groupPayload, asAdministrator);
  }

  async #startInlineElsewhere(query) {
    const bot = this.column.world.bots.get(this.column.seat.bot);
    if (await this.column.pickChat()) this.column.startInline(query, bot);
  }

  #react(answer) {
    if (answer === null) return this.toast("The bot did not answer this press.");
    if (answer.url) return this.openLink(answer.url);
    if (!answer.text) return undefined;
    if (!answer.show_alert) return this.toast(answer.text);
    // Not awaited: the button is done as soon as the alert shows.
    showAlert(this.column.phone, this.column.botName, answer.text);
    return undefined;
  }
}
