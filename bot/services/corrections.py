"""Taking in what people say is wrong in the directory."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.domain.corrections import LONGEST_CORRECTION, Correction, Subject
from bot.ports.corrections import CorrectionStore


class Corrections:
    """The remarks on houses and schools that editors read."""

    def __init__(self, store: CorrectionStore, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    async def write_down(self, action_key: str, subject: Subject, subject_id: str, text: str) -> None:
        """Keep a remark, cut to the longest that is taken; the same act a second time changes nothing."""
        await self._store.add(
            Correction(
                action_key=action_key,
                subject=subject,
                subject_id=subject_id,
                text=text[:LONGEST_CORRECTION],
                written_at=self._clock(),
            )
        )

    async def read(self) -> Sequence[Correction]:
        """Give every remark, the oldest first."""
        return await self._store.list_all()
