"""How citizens are asked to add something or to reply, and what they hear once it is passed on."""

from datetime import date
from html import escape

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.directory import Directory
from bot.domain.doors import Door
from bot.domain.reception.messages import LARGEST_FILE, LONGEST_TEXT, RequestMessage
from bot.domain.reception.request import Request
from bot.domain.reception.states import Act
from handlers import request_lines as lines
from handlers.fitting import LONGEST_MESSAGE, fitted
from handlers.navigation import RequestShown, button, keyboard, menu_button
from handlers.reception.own.callbacks import AdditionStarted, FilesSent, TypedWordsKept, TypedWordsSent
from handlers.reception.own.views.page_buttons import allows, reply_button
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext

QUESTION_SHOWN = 600
"""Characters of the council's question that are shown again above the field for the reply."""


def ask(request: Request, question: RequestMessage | None) -> Screen:
    """Ask what is to be added, or what the reply to `question` is, with the limits up front."""
    if allows(request, Act.REPLY):
        title = _("<b>Your reply about request {number}</b>")
    else:
        title = _("<b>Add something to request {number}</b>")
    parts = [title.format(number=request.number)]
    if question is not None and question.piece.text:
        asked = question.piece.text[:QUESTION_SHOWN]
        parts.append(f"<blockquote>{escape(asked, quote=False)}</blockquote>")
    parts.append(
        _(
            "Write a text of up to {characters} characters, or send a photo, a voice message, a PDF or a "
            "place. A file may have up to {megabytes} MB."
        ).format(characters=LONGEST_TEXT, megabytes=LARGEST_FILE // (1024 * 1024))
    )
    return Screen("\n\n".join(parts), _cancel(request))


def not_taken(why: str, request: Request) -> Screen:
    """Say why a message was not passed on; the question stays open."""
    return Screen(why, _cancel(request))


def place_lost(request: Request) -> Screen:
    """Ask for a place once more, which was only in memory when the bot stopped."""
    return Screen(_("I lost the place that you sent. Send it once more."), _cancel(request))


def passed_on(request: Request, directory: Directory, today: date) -> Screen:
    """Say that the council has it now, and how the request stands."""
    text = _("I have passed it on to the council. Request {number}.").format(number=request.number)
    promise = lines.promise(request, directory, today)
    rows = [
        [button(_("Add more"), AdditionStarted(request_id=request.id))] if allows(request, Act.ADD) else [],
        [button(_("Open the request"), RequestShown(request_id=request.id))],
    ]
    return Screen(f"{text}\n{promise}".strip(), keyboard(rows))


def is_this_the_reply(request: Request) -> Screen:
    """Ask whether what was just typed is for the council, which waits for it or goes on with the request."""
    if allows(request, Act.REPLY):
        text = _("Is this your reply to the council’s question about request {number}?")
    else:
        text = _("Shall I add this to request {number}?")
    rows = [
        [button(_("Yes, send it"), TypedWordsSent(request_id=request.id))],
        [button(_("No"), TypedWordsKept())],
    ]
    return Screen(text.format(number=request.number), keyboard(rows))


def typed_words_gone(request: Request) -> Screen:
    """Ask for the reply once more where the message that held it is gone."""
    text = _("I no longer see your message. Press “Reply” and write it once more. Request {number}.")
    return Screen(text.format(number=request.number), keyboard([[reply_button(request)]]))


def typed_words_kept() -> Screen:
    """Say that nothing was sent."""
    text = _("I have sent nothing. Write it once more, and I will look for what you mean.")
    return Screen(text, keyboard([[menu_button()]]))


def files_sent(request: Request, count: int, missing: int, next_start: int | None) -> Screen:
    """Say how many files were sent, and offer those that are left."""
    text = ngettext("{count} file of request {number}.", "{count} files of request {number}.", count).format(
        count=count, number=request.number
    )
    if missing:
        gone = ngettext(
            "{count} file can no longer be shown.", "{count} files can no longer be shown.", missing
        )
        text = f"{text}\n{gone.format(count=missing)}"
    more = [] if next_start is None else [_more_files(request, next_start)]
    return Screen(
        text, keyboard([more, [button(_("Open the request"), RequestShown(request_id=request.id))]])
    )


def pin(request: Request) -> str:
    """Give the title of a place on the map that belongs to a request."""
    return _("Request {number}").format(number=request.number)


def text_for_door(request: Request, door: Door, matter: str) -> Screen:
    """Give the text with which one turns to the other door, to be copied by a tap."""
    ready = door.ready_text.in_language(current_language())
    title = _("Tap the text to copy it:")

    def write(own_words: str) -> str:
        return f"{title}\n\n<pre>{escape(ready.replace('{matter}', own_words), quote=False)}</pre>"

    text = fitted(write, matter, LONGEST_MESSAGE)
    return Screen(text, keyboard([[button(_("Open the request"), RequestShown(request_id=request.id))]]))


def _cancel(request: Request) -> InlineKeyboardMarkup:
    return keyboard([[button(_("Cancel"), RequestShown(request_id=request.id))]])


def _more_files(request: Request, start: int) -> InlineKeyboardButton:
    return button(_("Show more files"), FilesSent(request_id=request.id, start=start))
