"""A council's group from the link at the desk to the day on which the bot has to leave."""

from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from aiogram.utils.i18n import I18n

from bot.domain.councils import CouncilId
from bot.domain.language import Language
from bot.domain.people import Person
from bot.domain.reception.errors import NotAllowed, ReceptionRefusal
from bot.domain.reception.groups import GROUP_PREFIX
from bot.services.people import People
from bot.services.places import Places
from bot.services.reception.groups import ConnectedGroup, CouncilGroups
from handlers.coordination.groups import views
from handlers.coordination.groups.callbacks import GroupAsked
from handlers.screens import show


async def ask_for_group(
    press: CallbackQuery,
    callback_data: GroupAsked,
    person: Person,
    council_groups: CouncilGroups,
    places: Places,
    bot: Bot,
) -> None:
    """Give the link that connects a group, in the private chat; raises NotAllowed."""
    council = places.directory.council(CouncilId(callback_data.council_id))
    if council is None:
        raise NotAllowed
    token = await council_groups.link(person.id, council.id)
    url = f"https://t.me/{(await bot.me()).username}?startgroup={GROUP_PREFIX}{token}"
    await show(press, views.how_to_connect(council, url, await council_groups.group_of(council.id)))


async def connect(
    message: Message,
    command: CommandObject,
    people: People,
    council_groups: CouncilGroups,
    places: Places,
    i18n: I18n,
    bot: Bot,
) -> None:
    """Make the group the council's, if the link is this person's; say so in their language."""
    if message.sender_chat is not None or message.from_user is None:
        await message.answer(views.write_as_yourself())
        return
    person = await people.find(message.from_user.id)
    if person is None:
        await message.answer(views.link_refused())
        return
    with i18n.use_locale(person.language or Language.RUSSIAN):
        try:
            group = await _connect(message, command, person, council_groups)
        except ReceptionRefusal:
            await message.answer(views.link_refused())
            return
        council_id = group.group.council_id
        await message.answer(views.connected(council_id, places.directory))
        if group.replaced is not None:
            with suppress(TelegramAPIError):  # the bot may have left that one long ago
                await bot.send_message(group.replaced, views.replaced(council_id, places.directory))


async def move(message: Message, council_groups: CouncilGroups) -> None:
    """Go on in the supergroup that the group has become; both chats tell of it."""
    if message.migrate_to_chat_id is not None:
        await council_groups.move(message.chat.id, message.migrate_to_chat_id)
    if message.migrate_from_chat_id is not None:
        await council_groups.move(message.migrate_from_chat_id, message.chat.id)
        await council_groups.keep_forum(message.chat.id, is_forum=bool(message.chat.is_forum))


async def lose(event: ChatMemberUpdated, council_groups: CouncilGroups) -> None:
    """Remember that the bot is no longer in the group."""
    await council_groups.lose(event.chat.id)


async def _connect(
    message: Message, command: CommandObject, person: Person, council_groups: CouncilGroups
) -> ConnectedGroup:
    return await council_groups.connect(
        person.id,
        (command.args or "").removeprefix(GROUP_PREFIX),
        message.chat.id,
        person.language or Language.RUSSIAN,
        is_forum=bool(message.chat.is_forum),
    )
