"""What editors do with events in the chat: the table of routes."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter

from handlers.events.editing.answering import (
    ask_field,
    clear_field,
    pick_house,
    pick_length,
    pick_seats,
    pick_topic,
    pick_town,
    refuse_anything_else,
    take_photo,
    take_text,
    tick_language,
)
from handlers.events.editing.calendar_picker import (
    pick_day,
    pick_hour,
    pick_start,
    say_nothing_there,
    turn_month,
)
from handlers.events.editing.callbacks import (
    CancelAsked,
    ChangesShown,
    DayPicked,
    DiscardAsked,
    DraftDiscarded,
    DraftsShown,
    EditorOpened,
    EventBegun,
    EventCancelled,
    EventCopied,
    EventPublished,
    EventRepeated,
    EventRestored,
    FieldAsked,
    FieldCleared,
    HourPicked,
    HousePicked,
    LanguageTicked,
    LengthPicked,
    MonthShown,
    PreviewShown,
    RepeatAsked,
    RepeatUntil,
    SeatsPicked,
    StartPicked,
    TopicPicked,
    TownPicked,
)
from handlers.events.editing.copying import (
    ask_until,
    choose_until,
    copy,
    refuse_until,
    repeat,
    take_until,
)
from handlers.events.editing.desk import DeskMiddleware
from handlers.events.editing.entrance import (
    begin_event,
    open_editor,
    preview,
    show_changes,
    show_list,
)
from handlers.events.editing.publishing import (
    ask_cancel,
    ask_discard,
    cancel,
    discard,
    publish,
    restore,
)
from handlers.events.editing.states import EditForm
from handlers.navigation import NothingThere


def create_router() -> Router:
    """Give the routes of the editors."""
    router = Router(name=__name__)
    router.message.middleware(DeskMiddleware())
    router.callback_query.middleware(DeskMiddleware())
    router.message.register(show_list, Command("edit"))
    router.callback_query.register(show_list, DraftsShown.filter())
    router.callback_query.register(open_editor, EditorOpened.filter())
    router.callback_query.register(show_changes, ChangesShown.filter())
    router.callback_query.register(preview, PreviewShown.filter())
    router.callback_query.register(begin_event, EventBegun.filter())

    router.message.register(take_text, StateFilter(EditForm.value), F.text.as_("text"))
    router.message.register(take_photo, StateFilter(EditForm.value), F.photo.as_("photo"))
    router.message.register(refuse_anything_else, StateFilter(EditForm.value))
    router.callback_query.register(ask_field, FieldAsked.filter())
    router.callback_query.register(clear_field, FieldCleared.filter())
    router.callback_query.register(pick_house, HousePicked.filter())
    router.callback_query.register(pick_town, TownPicked.filter())
    router.callback_query.register(turn_month, MonthShown.filter())
    router.callback_query.register(pick_day, DayPicked.filter())
    router.callback_query.register(pick_hour, HourPicked.filter())
    router.callback_query.register(pick_start, StartPicked.filter())
    router.callback_query.register(say_nothing_there, NothingThere.filter())
    router.callback_query.register(pick_length, LengthPicked.filter())
    router.callback_query.register(pick_seats, SeatsPicked.filter())
    router.callback_query.register(tick_language, LanguageTicked.filter())
    router.callback_query.register(pick_topic, TopicPicked.filter())

    router.callback_query.register(publish, EventPublished.filter())
    router.callback_query.register(ask_cancel, CancelAsked.filter())
    router.callback_query.register(cancel, EventCancelled.filter())
    router.callback_query.register(restore, EventRestored.filter())
    router.callback_query.register(ask_discard, DiscardAsked.filter())
    router.callback_query.register(discard, DraftDiscarded.filter())

    router.callback_query.register(copy, EventCopied.filter())
    router.callback_query.register(ask_until, RepeatAsked.filter())
    router.message.register(take_until, StateFilter(EditForm.until), F.text.as_("text"))
    router.message.register(refuse_until, StateFilter(EditForm.until))
    router.callback_query.register(choose_until, RepeatUntil.filter())
    router.callback_query.register(repeat, EventRepeated.filter())
    return router
