"""What the matter is about."""

from bot.domain.directory import Directory
from bot.domain.reception.drafts import Question, RequestDraft
from handlers.navigation import button, in_columns, keyboard
from handlers.reception.form.callbacks import TopicTold
from handlers.reception.form.views import words
from handlers.reception.form.views.questions import ways_out, with_note
from handlers.screens import Screen
from handlers.words import _, current_language


def topic(draft: RequestDraft, directory: Directory, note: str = "") -> Screen:
    """Ask what the matter is about, and say which place was understood."""
    language = current_language()
    buttons = [button(one.name.in_language(language), TopicTold(topic_id=one.id)) for one in directory.topics]
    rows = [*in_columns(buttons, 2), ways_out(Question.TOPIC, draft)]
    place = _("Place: {place}").format(place=words.place_name(directory, draft.place_id))
    text = "\n\n".join([_("<b>What is it about?</b>"), place])
    return Screen(with_note(note, text), keyboard(rows))


def gone() -> str:
    """Say that a topic is no longer offered."""
    return _("This topic is no longer offered. Choose another.")
