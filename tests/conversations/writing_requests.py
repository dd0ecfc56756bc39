"""Citizens who write requests in the form, and what has become of them."""

from dataclasses import replace
from itertools import count

from bot.domain.people import PersonId
from bot.domain.places import PlaceId
from bot.domain.reception.drafts import RequestDraft
from bot.domain.reception.messages import Piece, PieceKind, RequestMessage
from bot.domain.reception.request import ReplyWay, Request
from bot.domain.topics import TopicId
from sandbox import SeenMessage
from tests.conversations.citizens import Citizen
from tests.conversations.running import RunningBot

ABAI = "KZ-10"

QUARREL = "dispute"
"""A topic without other doors."""

MATTER = "Сосед с улицы <Абая> & его гости шумят третий месяц {каждую} ночь 🙂"

NUMBERS = count(1)
"""Names the drafts that are sent without the form."""

SEND = "I agree – send to the council"


async def person_id(bot: RunningBot, citizen: Citizen) -> PersonId:
    person = await bot.app.services.people.meet(citizen.chat.id, citizen.language)
    return person.id


async def sent(
    bot: RunningBot,
    citizen: Citizen,
    place_id: str = "region-abai",
    topic_id: str = QUARREL,
    words: str = MATTER,
) -> Request:
    """Let the citizen have sent a request."""
    drafting, citizen_id = bot.app.services.drafting, await person_id(bot, citizen)
    begun = await drafting.begin(citizen_id, f"sent-{next(NUMBERS)}")
    draft = replace(
        begun,
        place_id=PlaceId(place_id),
        topic_id=TopicId(topic_id),
        pieces=(Piece(kind=PieceKind.TEXT, text=words),),
        reply_way=ReplyWay.HERE,
        name="",
    )
    return await bot.app.services.submitting.submit(citizen_id, citizen.language, draft)


async def requests_of(bot: RunningBot, citizen: Citizen) -> list[Request]:
    """Give what the citizen has sent, the oldest first."""
    found = (await bot.app.services.own_requests.mine(await person_id(bot, citizen))).own
    return sorted(found, key=lambda request: request.id)


async def request_of(bot: RunningBot, citizen: Citizen) -> Request:
    """Give the only request that the citizen has sent."""
    [request] = await requests_of(bot, citizen)
    return request


async def said_in(bot: RunningBot, citizen: Citizen, request: Request) -> list[RequestMessage]:
    """Give what the citizen and the council have said about a request."""
    opened = await bot.app.services.own_requests.open(request.id, await person_id(bot, citizen))
    return list(opened.messages)


async def draft_of(bot: RunningBot, citizen: Citizen) -> RequestDraft | None:
    """Give what the citizen has begun to write."""
    return await bot.app.services.drafting.draft(await person_id(bot, citizen))


def region_button(bot: RunningBot, citizen: Citizen, code: str = ABAI) -> str:
    return citizen.reads(bot.region(code).name)


def topic_button(bot: RunningBot, citizen: Citizen, topic_id: str = QUARREL) -> str:
    topic = bot.directory.topic(topic_id)
    assert topic is not None, topic_id
    return citizen.reads(topic.name)


async def past_similar(citizen: Citizen, shown: SeenMessage) -> SeenMessage:
    """Send one's own all the same, where others have sent something similar."""
    label = citizen.words("Send mine all the same")
    if any(label in row for row in shown.buttons):
        return await citizen.press("Send mine all the same", on=shown)
    return shown


async def at_topic(bot: RunningBot, citizen: Citizen, region: str = ABAI) -> SeenMessage:
    """Begin a request, and answer until the topic is asked for."""
    await citizen.write("/request")
    return await citizen.press(region_button(bot, citizen, region))


async def at_matter(bot: RunningBot, citizen: Citizen, topic_id: str = QUARREL) -> SeenMessage:
    """Begin a request, and answer until the matter is asked for."""
    await at_topic(bot, citizen)
    return await citizen.press(topic_button(bot, citizen, topic_id))


async def at_way(bot: RunningBot, citizen: Citizen, words: str = MATTER) -> SeenMessage:
    """Begin a request, and answer until it is asked how to answer."""
    await at_matter(bot, citizen)
    return await past_similar(citizen, await citizen.write(words))


async def at_name(bot: RunningBot, citizen: Citizen, words: str = MATTER) -> SeenMessage:
    """Begin a request, and answer until the name is asked for."""
    await at_way(bot, citizen, words)
    return await citizen.press("Here, in this chat")


async def at_check(bot: RunningBot, citizen: Citizen, words: str = MATTER) -> SeenMessage:
    """Begin a request, and answer until all is to be checked."""
    await at_name(bot, citizen, words)
    return await citizen.press("Do not show my name")
