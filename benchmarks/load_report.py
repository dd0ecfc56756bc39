"""What a load run found, as it goes from the load server to who asked for it."""

from array import array
from dataclasses import dataclass

from benchmarks.crowd import Crowd

MILLISECONDS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """One run. Latencies are in milliseconds; `first_reply_at` is a reading of the monotonic clock.

    `after_delivery` counts from the moment an update left the server, `after_offer` from the moment it
    was there to be taken: between them it waits for the bot to ask, or for a free connection.
    """

    complete: bool
    measured: int
    seconds: float
    first_reply_at: float | None
    after_delivery_p50: float
    after_delivery_p99: float
    after_offer_p50: float
    after_offer_p99: float
    unanswered: int
    extra: int
    redelivered: int
    refused: int
    calls: int
    server_busy: float

    @property
    def per_second(self) -> float:
        """Give the replies in a second of the measured part."""
        return self.measured / self.seconds if self.seconds else 0.0


def report(crowd: Crowd, *, complete: bool, refused: int, calls: int, server_busy: float) -> LoadReport:
    """Sum up what the crowd has seen; `server_busy` is the server's share of its processor."""
    return LoadReport(
        complete=complete,
        measured=crowd.measured,
        seconds=crowd.measured_until - crowd.measured_from if complete else 0.0,
        first_reply_at=crowd.first_reply_at,
        after_delivery_p50=_percentile(crowd.after_delivery, 50),
        after_delivery_p99=_percentile(crowd.after_delivery, 99),
        after_offer_p50=_percentile(crowd.after_offer, 50),
        after_offer_p99=_percentile(crowd.after_offer, 99),
        unanswered=crowd.unanswered,
        extra=crowd.extra,
        redelivered=crowd.redelivered,
        refused=refused,
        calls=calls,
        server_busy=server_busy,
    )


def _percentile(seconds: "array[float]", percent: int) -> float:
    """Give the smallest value that `percent` of all do not exceed, in milliseconds; 0 for none."""
    if not seconds:
        return 0.0
    rank = -(-len(seconds) * percent // 100)
    return sorted(seconds)[rank - 1] * MILLISECONDS
