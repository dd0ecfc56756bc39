"""The matter in the citizen's own words, and what was received of it."""

from html import escape

from bot.domain.directory import Directory
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.messages import LARGEST_FILE, LONGEST_TEXT, MOST_PIECES
from handlers.navigation import button, keyboard
from handlers.reception.form.callbacks import DraftContinued, MatterBegunAnew
from handlers.reception.form.views import words
from handlers.reception.form.views.questions import ways_out, with_note
from handlers.screens import Screen
from handlers.words import _, current_language, ngettext

MEGABYTE = 1024 * 1024

LONGEST_QUOTE = 500
"""UTF-16 units of what was written that are said back."""


def matter(draft: RequestDraft, directory: Directory, note: str = "") -> Screen:
    """Ask for the matter; where something was said already, show it and let it be added to."""
    if draft.pieces:
        return received(draft, directory, note)
    text = "\n\n".join([_("<b>What has happened?</b>"), _hint(draft, directory), _what_can_be_sent()])
    return Screen(with_note(note, text), keyboard([ways_out(Question.MATTER, draft)]))


def received(draft: RequestDraft, directory: Directory, note: str = "") -> Screen:
    """Say what has come, and offer to add more or to go on."""
    lines = [_("<b>Received: {parts}</b>").format(parts=words.parts(draft))]
    if draft.text:
        lines.append(f"<blockquote>{words.quoted(draft.text, LONGEST_QUOTE)}</blockquote>")
    room = MOST_PIECES - len(draft.pieces)
    if room > 0:
        lines.append(_add_more(room))
    rows = [
        [button(_("Go on"), DraftContinued())],
        [button(_("Write it anew"), MatterBegunAnew())],
        ways_out(Question.MATTER, draft),
    ]
    if not draft.text:
        lines.append(_hint(draft, directory))
    return Screen(with_note(note, "\n\n".join(line for line in lines if line)), keyboard(rows))


def added() -> str:
    """Say that words that came later are part of the matter."""
    return _("I have added this to what you wrote.")


def place_lost() -> str:
    """Ask for the place again: it was only in memory when the bot was restarted."""
    return _(
        "Share the place once more: I was restarted before I could take it, and I do not keep places "
        "that are not part of a request."
    )


def _hint(draft: RequestDraft, directory: Directory) -> str:
    topic = directory.topic(draft.topic_id or "")
    return escape(topic.hint.in_language(current_language()), quote=False) if topic else ""


def _what_can_be_sent() -> str:
    kinds = ngettext(
        "Write it in your own words, up to {count} character, or send a voice message.",
        "Write it in your own words, up to {count} characters, or send a voice message.",
        LONGEST_TEXT,
    ).format(count=LONGEST_TEXT)
    files = ngettext(
        "You can add photos, PDF documents and a place on the map: {count} part in all, each file up to "
        "{limit} MB.",
        "You can add photos, PDF documents and a place on the map: {count} parts in all, each file up to "
        "{limit} MB.",
        MOST_PIECES,
    ).format(count=MOST_PIECES, limit=LARGEST_FILE // MEGABYTE)
    return f"{kinds} {files}"


def _add_more(room: int) -> str:
    return ngettext(
        "Add up to {count} part more, or press “Go on”.",
        "Add up to {count} parts more, or press “Go on”.",
        room,
    ).format(count=room)
