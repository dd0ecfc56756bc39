"""A citizen looks at their requests: lists, a request, what was said in full."""

from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.astana_time import local
from bot.domain.people import Person
from bot.domain.reception.errors import RequestUnknown
from bot.domain.reception.request import RequestId
from bot.ports.clock import Clock
from bot.services.places import Places
from bot.services.reception.own import OwnRequest, OwnRequests
from handlers.navigation import ButtonData, LinkFollowed, RequestShown, keys
from handlers.reception.own import views
from handlers.reception.own.callbacks import (
    FollowedShown,
    FollowingStopped,
    MessageRead,
    MyRequestsShown,
    RequestRead,
    WordsShown,
)
from handlers.reception.own.shown import show_about
from handlers.screens import Toast, show

PREFIX = "my_"

PAYLOAD = r"^my_[0-9]{4}-[0-9]{6,9}$"
"""A link to a request, which opens for its author alone."""


async def show_mine(
    event: Message | CallbackQuery,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
    callback_data: ButtonData | None = None,
) -> None:
    """Show the requests that the person sent or follows; the first page unless a button names another."""
    page = callback_data.page if isinstance(callback_data, MyRequestsShown) else 0
    mine = await own_requests.mine(person.id)
    await show(event, views.lists.requests(mine, page, places.directory, local(clock()).date()))


async def open_request(
    press: CallbackQuery,
    callback_data: RequestShown | RequestRead,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
) -> None:
    """Show a request; below the council's own words, which are to stay."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    below = isinstance(callback_data, RequestRead)
    await show_page(press, own, person, own_requests, places, clock, below=below)


async def open_link(
    message: Message,
    command: CommandObject,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
) -> None:
    """Put the keyboard under the field where one types, and show the request that the link names."""
    await message.answer(views.lists.welcome(), reply_markup=keys())
    own = await own_requests.find((command.args or "").removeprefix(PREFIX), person.id)
    await show_page(message, own, person, own_requests, places, clock)


async def follow_link(
    press: CallbackQuery,
    callback_data: LinkFollowed,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
) -> None:
    """Show the request that a link named, to somebody who first had to choose a language."""
    own = await own_requests.find(callback_data.payload.removeprefix(PREFIX), person.id)
    await show_page(press, own, person, own_requests, places, clock)


async def read_in_full(
    press: CallbackQuery, callback_data: WordsShown, person: Person, own_requests: OwnRequests
) -> None:
    """Show all that was said; below the page of the request at first, then turning in place."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    screen = views.words_said.in_full(own.request, own.messages, callback_data.page)
    await show_about(press, screen, own.request.id, person, own_requests, below=callback_data.page is None)


async def read_message(
    press: CallbackQuery, callback_data: MessageRead, person: Person, own_requests: OwnRequests
) -> None:
    """Show one message of the council's in full, below where it was cut."""
    own = await own_requests.open(RequestId(callback_data.request_id), person.id)
    named = [message for message in own.messages if message.id == callback_data.message_id]
    screen = views.words_said.in_full(own.request, named, None)
    await show_about(press, screen, own.request.id, person, own_requests, below=True)


async def open_followed(
    press: CallbackQuery,
    callback_data: FollowedShown,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
) -> None:
    """Show what everybody may know of a request that the person follows."""
    followed = (await own_requests.mine(person.id)).followed
    card = next((one for one in followed if one.id == callback_data.request_id), None)
    if card is None:
        raise RequestUnknown
    await show(press, views.lists.followed(card, places.directory))


async def stop_following(
    press: CallbackQuery,
    callback_data: FollowingStopped,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
    toast: Toast,
) -> None:
    """Let the person hear no more of a request."""
    await own_requests.unfollow(RequestId(callback_data.request_id), person.id)
    toast.say(views.lists.no_longer_followed())
    await show_mine(press, person, own_requests, places, clock)


async def show_page(
    event: Message | CallbackQuery,
    own: OwnRequest,
    person: Person,
    own_requests: OwnRequests,
    places: Places,
    clock: Clock,
    *,
    below: bool = False,
) -> None:
    """Show the page of a request."""
    screen = views.page.page(own, places.directory, local(clock()).date())
    await show_about(event, screen, own.request.id, person, own_requests, below=below)
