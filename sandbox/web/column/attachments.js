/** Sends what is not text: photos, files, voice, places and contacts. */

import { people } from "/web/app/people_api.js";
import { chooseContact, contactOf } from "/web/dialogs/contact.js";
import { confirmFiles } from "/web/dialogs/files.js";
import { choosePlace } from "/web/dialogs/place.js";
import { element } from "/web/ui/element.js";
import { openMenu } from "/web/ui/menu.js";

/** The Bot API's media groups hold up to ten. */
const LARGEST_ALBUM = 10;

export class Attachments {
  #lastPlace = null;

  constructor(column) {
    this.column = column;
    this.inputs = {
      photo: this.#fileInput("photo", { accept: "image/*", multiple: true }),
      document: this.#fileInput("document", { multiple: true }),
      voice: this.#fileInput("voice", { accept: "audio/*,.ogg,.oga,.opus" }),
    };
    this.element = element("span", { class: "file-inputs" }, Object.values(this.inputs));
  }

  /** Ask what to attach. */
  openMenu(trigger) {
    openMenu(trigger, "Attach", [
      { icon: "photo", label: "Photo", testId: "attach-photo", act: () => this.inputs.photo.click() },
      { icon: "file", label: "File", testId: "attach-document", act: () => this.inputs.document.click() },
      {
        icon: "mic",
        label: "Voice from a file",
        testId: "attach-voice",
        act: () => this.inputs.voice.click(),
      },
      { icon: "place", label: "Place", testId: "share-place", act: () => this.sharePlace() },
      { icon: "person", label: "Contact", testId: "share-contact", act: () => this.shareContact() },
    ]);
  }

  async sharePlace() {
    const place = await choosePlace(this.column.phone, this.#lastPlace);
    if (place === null) return;
    this.#lastPlace = place;
    await this.column.send({ location: place, reply_to: this.column.composer.takeReply() });
  }

  async shareContact() {
    const contact = await chooseContact(this.column.phone, this.column.world, this.column.account);
    if (contact !== null) await this.column.send({ contact, reply_to: this.column.composer.takeReply() });
  }

  /** Share the person's own number, as a button that requests it does. */
  shareOwnContact() {
    return this.column.send({ contact: contactOf(this.column.account) });
  }

  /** Send files that were pasted or dropped: pictures as photos, the rest as documents. */
  offerFiles(files) {
    const arePictures = files.every((file) => file.type.startsWith("image/"));
    return this.#confirmAndSend(arePictures ? "photo" : "document", files);
  }

  #fileInput(kind, attributes) {
    const input = element("input", {
      type: "file",
      hidden: true,
      tabindex: "-1",
      "aria-label": `Choose: ${kind}`,
      "data-testid": `${kind}-file`,
      ...attributes,
    });
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      if (files.length > 0) this.#confirmAndSend(kind, files);
    });
    return input;
  }

  async #confirmAndSend(kind, files) {
    const chosen = files.slice(0, LARGEST_ALBUM);
    const confirmed = await confirmFiles(this.column.phone, kind, chosen);
    if (confirmed === null) return;
    if (files.length > chosen.length)
      this.column.actions.toast(`An album holds ${LARGEST_ALBUM}: the first ${LARGEST_ALBUM} are sent.`);
    const album = chosen.length > 1 ? `album-${Date.now()}` : undefined;
    const replied = this.column.composer.takeReply();
    const { seat, thread } = this.column;
    for (const [index, file] of chosen.entries()) {
      const details = {
        caption: index === 0 ? confirmed.caption : undefined,
        reply_to: replied,
        album,
        thread,
      };
      const message = await this.column.actions.attempt(() => people.sendFile(seat, kind, file, details));
      if (message === undefined) return;
      this.column.chat.takeOwn(message);
    }
  }
}
