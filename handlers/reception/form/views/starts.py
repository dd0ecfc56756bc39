"""How the form begins, is found again, and is left."""

from bot.domain.directory import Directory
from bot.domain.reception.drafts import Question, RequestDraft
from bot.domain.reception.rules import ReceptionRules
from handlers.navigation import Rows, Section, SectionOpened, button, keyboard, menu_button
from handlers.reception.form.callbacks import (
    DraftBegun,
    DraftContinued,
    DraftDropped,
    DraftKept,
    QuestionAsked,
    WordsTaken,
)
from handlers.reception.form.views import words
from handlers.screens import Screen
from handlers.words import _, ngettext

LONGEST_QUOTE = 200
"""UTF-16 units of what was written that are said back as a reminder."""


def welcome() -> str:
    """Greet somebody who came by a link."""
    return _("Hello! I am Dostyq. Here you can write to the elders’ council of your region.")


def begun_before(draft: RequestDraft, directory: Directory, topic_id: str) -> Screen:
    """Offer to go on with what was begun, or to begin anew, with the topic of a link if there is one."""
    lines = [_("<b>You have begun a request</b>")]
    if draft.topic_id is not None:
        lines.append(_("Topic: {topic}").format(topic=words.topic_name(directory, draft.topic_id)))
    if draft.place_id is not None:
        lines.append(_("Place: {place}").format(place=words.place_name(directory, draft.place_id)))
    if draft.text:
        lines.append(_("Your words: {words}").format(words=words.quoted(draft.text, LONGEST_QUOTE)))
    if found := words.files(draft):
        lines.append(_("Attached: {files}").format(files=found))
    lines += ["", _("Go on where you stopped, or start anew? Starting anew deletes it.")]
    rows = [
        [button(_("Continue"), DraftContinued())],
        [button(_("Start anew"), DraftBegun(topic_id=topic_id)), menu_button()],
    ]
    return Screen("\n".join(lines), keyboard(rows))


def nothing_begun() -> Screen:
    """Say that what was begun is kept no longer."""
    text = _("There is no request that you have begun: it was sent or deleted. You can begin a new one.")
    return Screen(text, keyboard(_from_here()))


def ask_cancel(question: Question, rules: ReceptionRules) -> Screen:
    """Ask what becomes of what was written."""
    days = rules.keep_drafts.days
    text = ngettext(
        "What shall become of what you wrote? If you keep it, it waits here for {count} day.",
        "What shall become of what you wrote? If you keep it, it waits here for {count} days.",
        days,
    ).format(count=days)
    rows = [
        [button(_("Delete what I wrote"), DraftDropped())],
        [button(_("Keep it for later"), DraftKept())],
        [button(_("← Back"), QuestionAsked(question=question))],
    ]
    return Screen(text, keyboard(rows))


def left() -> Screen:
    """Say that the form is left, where nothing had been written."""
    return Screen(_("Nothing was written, and nothing is kept."), keyboard(_from_here()))


def deleted() -> Screen:
    """Say that what was written is gone."""
    return Screen(_("What you wrote has been deleted. Nothing was sent."), keyboard(_from_here()))


def kept(rules: ReceptionRules) -> Screen:
    """Say for how long what was written is kept, and where it is found."""
    days = rules.keep_drafts.days
    text = ngettext(
        "What you wrote is kept for {count} day. To go on, press “Write to a council”.",
        "What you wrote is kept for {count} days. To go on, press “Write to a council”.",
        days,
    ).format(count=days)
    return Screen(text, keyboard(_from_here()))


def _from_here() -> Rows:
    return [[button(_("Write to a council"), SectionOpened(section=Section.REQUEST)), menu_button()]]


def matter_typed() -> Screen:
    """Ask whether what was typed is a matter for a council."""
    text = _(
        "I found no town, language or day in this.\n\n"
        "Is it a matter for an elders’ council? I will take your words over and ask a few short questions."
    )
    return Screen(
        text,
        keyboard([[button(_("Write to a council with these words"), WordsTaken())], [menu_button()]]),
    )
