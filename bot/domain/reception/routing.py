"""Which council a matter goes to, and to whom silence climbs."""

from collections.abc import Awaitable, Callable, Iterable, Sequence

from bot.domain.councils import NATIONAL_DESK, Council, CouncilId, CouncilKind
from bot.domain.directory import Directory
from bot.domain.places import PlaceId
from bot.domain.reception.request import Request, RequestCard, Rung
from bot.domain.roles import Grant
from bot.domain.topics import TopicId


def councils_for(
    directory: Directory, place_id: PlaceId, topic_id: TopicId, chosen: CouncilId | None = None
) -> list[CouncilId]:
    """Give the councils that may take the matter, the nearest to it first, the national desk last.

    First the one that was chosen, then of the kind that the topic asks for, then the elders': each of the
    place itself, then of its region.
    """
    place, topic = directory.place(place_id), directory.topic(topic_id)
    found = [chosen] if chosen is not None and directory.council(chosen) is not None else []
    if place is not None:
        kinds = [topic.council_kind] if topic is not None else []
        here = [council for council in directory.councils_of(place.region_code) if council.is_one_body]
        for kind in dict.fromkeys([*kinds, CouncilKind.ELDERS]):
            of_kind = [council for council in here if council.kind is kind]
            found += [council.id for council in of_kind if council.place_id == place_id]
            found += [council.id for council in of_kind if council.place_id is None]
    return list(dict.fromkeys([*found, NATIONAL_DESK]))


async def first_with_people(
    councils: Iterable[CouncilId], people_of: Callable[[CouncilId], Awaitable[Sequence[Grant]]]
) -> CouncilId:
    """Give the first council for which somebody works; the national desk takes what is left."""
    for council_id in councils:
        if await people_of(council_id):
            return council_id
    return NATIONAL_DESK


def ladder(directory: Directory, council_id: CouncilId) -> dict[Rung, CouncilId]:
    """Say which council hears of silence on each rung: itself, the region's elders, the national desk."""
    council = directory.council(council_id)
    rungs = {Rung.COORDINATORS: council_id, Rung.HEAD: council_id, Rung.COUNTRY: NATIONAL_DESK}
    regional = council and _regional_elders(directory, council)
    return rungs | {Rung.REGION: regional.id if regional else NATIONAL_DESK}


def watching(directory: Directory, request: Request | RequestCard) -> frozenset[CouncilId]:
    """Give the other councils that may act on a request: those to which the silence on it has climbed.

    The national desk watches a request from the start on which somebody's life may hang.
    """
    rung = Rung.COUNTRY if request.is_urgent else request.rung
    councils = ladder(directory, request.council_id).items()
    return frozenset(council for step, council in councils if Rung.HEAD < step <= rung) - {request.council_id}


def _regional_elders(directory: Directory, council: Council) -> Council | None:
    for other in directory.councils_of(council.region_code):
        if other.kind is CouncilKind.ELDERS and other.place_id is None and other.is_one_body:
            return other
    return None
