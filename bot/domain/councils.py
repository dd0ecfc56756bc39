"""The councils of the Assembly that receive people."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.domain.language import LocalizedText
from bot.domain.places import PlaceId, RegionCode
from bot.domain.sources import Source

CouncilId = NewType("CouncilId", str)

NATIONAL_DESK = CouncilId("elders-republic")
"""Takes what no other council can take, so that a request never has nobody."""


class CouncilKind(StrEnum):
    """What a council of the Assembly is for."""

    ELDERS = "elders"
    MOTHERS = "mothers"
    MEDIATION = "mediation"
    ACCORD = "accord"
    YOUTH = "youth"


class Evidence(StrEnum):
    """What a source says of a council: its name, a number of such councils, or that every region has one."""

    NAMED = "named"
    COUNT = "count"
    GENERAL = "general"


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """A council, or several of a kind of which a source tells only the number.

    `region_code` is that of the region, or `KZ` where the council is the whole country's. With a `place_id`
    it serves that place alone. `reception_hours` is an OSM `opening_hours` expression; it, `contact` and
    `address` are empty where they are not known.
    """

    id: CouncilId
    kind: CouncilKind
    name: LocalizedText
    region_code: RegionCode
    place_id: PlaceId | None
    address: LocalizedText
    reception_hours: str
    contact: str
    source: Source
    evidence: Evidence = Evidence.NAMED

    @property
    def is_one_body(self) -> bool:
        """Whether a request can go there; a number of councils is no addressee.

        Of the elders each region has one, as the republican report says, also where a source gives a number.
        """
        return self.kind is CouncilKind.ELDERS or self.evidence is not Evidence.COUNT
