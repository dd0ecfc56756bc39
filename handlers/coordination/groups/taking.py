"""What people of a council do in its group: take a request, or write to no one."""

from aiogram import Bot
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.astana_time import local
from bot.domain.reception.errors import NotAllowed, ReceptionRefusal, RequestUnknown
from bot.domain.reception.request import RequestId
from bot.ports.clock import Clock
from bot.services.people import People
from bot.services.reception.coordinating import Coordinating
from bot.services.reception.groups import CouncilGroups
from bot.services.roles import Roles
from handlers.coordination import refusal_views
from handlers.coordination.callbacks import RequestTaken
from handlers.coordination.groups import views
from handlers.screens import Toast

POINTED_ON = "pointed_on"


class AnswersBot(Filter):
    """The message answers one of the bot's; to stand in a topic that the bot has opened is no answer."""

    async def __call__(self, message: Message, bot: Bot) -> bool:
        """Tell whether it does."""
        answered = message.reply_to_message
        if answered is None or answered.from_user is None or answered.forum_topic_created is not None:
            return False
        return answered.from_user.id == bot.id


async def take(
    press: CallbackQuery,
    callback_data: RequestTaken,
    people: People,
    coordinating: Coordinating,
    toast: Toast,
) -> None:
    """Make whoever pressed the owner of the request; its words go to their private chat."""
    person = await people.find(press.from_user.id)
    if person is None:
        toast.alert(views.not_yours())
        return
    try:
        await coordinating.take(RequestId(callback_data.request_id), person.id, sends_words=True)
    except (RequestUnknown, NotAllowed):
        toast.alert(views.not_yours())
    except ReceptionRefusal as refusal:
        toast.alert(refusal_views.refusal(refusal))
    else:
        toast.say(views.taken())


async def answer_stale_button(_press: CallbackQuery, toast: Toast) -> None:
    """Leave the group's message as it is, whatever button somebody made up."""
    toast.alert(views.stale_button())


async def point_to_private_chat(
    message: Message,
    people: People,
    roles: Roles,
    council_groups: CouncilGroups,
    state: FSMContext,
    clock: Clock,
) -> None:
    """Tell somebody of the council, once a day, that an answer in the group reaches no citizen."""
    person = await people.find(message.from_user.id) if message.from_user else None
    if person is None:
        return
    councils = {group.council_id for group in await council_groups.groups_in(message.chat.id)}
    if not any(grant.council_id in councils for grant in await roles.grants_of(person.id)):
        return
    today = local(clock()).date().isoformat()
    if (await state.get_data()).get(POINTED_ON) == today:
        return
    await state.update_data({POINTED_ON: today})
    await message.reply(views.answer_in_private())
