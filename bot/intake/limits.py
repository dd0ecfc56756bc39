"""How patient the intake is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Times in seconds, and counts; a test has less patience than a deployment."""

    attempts: int = 4
    """Times that an update is handled before it goes into quarantine."""

    recoveries: int = 20
    """Times that an update is found again after a restart before it goes into quarantine.

    One that kills the process must not do so for ever; others wait behind it through no fault of their own,
    so there are many.
    """

    first_pause: float = 0.5
    """Before the second attempt; each further one waits four times as long."""

    longest_pause: float = 30.0
    """Between attempts that do not count, because Telegram or the database is out of reach."""

    most_waiting: int = 10_000
    """Updates held in memory; beyond that polling waits and the webhook answers 503."""

    draining: float = 8.0
    """What handlers under way get to finish after a stop; the process must be gone within 10."""

    def pause(self, failures: int) -> float:
        """Give the seconds to wait after so many failures, of which there is at least one."""
        return float(min(self.first_pause * 4 ** min(failures - 1, 8), self.longest_pause))
