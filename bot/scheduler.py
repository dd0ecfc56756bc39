"""APScheduler as a metronome: it beats time and holds no state of its own."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog
from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.assembly import Services
from bot.logs import stack
from bot.notifier import Notifier
from bot.ports.clock import Clock
from storage.inbox import Inbox
from storage.outbox import SqlOutbox

DIRECTORY_LOOKS = 5
"""Seconds between looks whether the directory has changed."""

EVENT_LOOKS = 5
"""Seconds between looks whether the editors of an event have settled, or an offer has run out."""

REMINDER_LOOKS = 30
"""Seconds between looks for reminders and digests that are due."""

REQUEST_LOOKS = 5
"""Seconds between looks at what became of answers to citizens, and at requests without an owner."""

REMEMBER_UPDATES = timedelta(days=7)
"""How long finished updates are known by their ids; Telegram repeats one for 24 hours at most."""

REMEMBER_NOTICES = timedelta(days=90)
"""How long the outcome of a notice can be looked up; its key keeps it from being sent twice meanwhile."""

logger = structlog.get_logger()


def create_scheduler(
    services: Services, inbox: Inbox, outbox: SqlOutbox, notifier: Notifier, clock: Clock
) -> AsyncIOScheduler:
    """Give a scheduler, not yet started, with the bot's regular work."""

    async def refresh_directory() -> None:
        if await services.places.refresh():
            logger.info("directory read", version=services.places.directory.version)

    def nudging(beat: Callable[[], Awaitable[int]]) -> Callable[[], Awaitable[None]]:
        async def beat_and_nudge() -> None:
            if await beat():
                notifier.nudge()

        return beat_and_nudge

    async def forget() -> None:
        await inbox.drop_finished(before=clock() - REMEMBER_UPDATES)
        await outbox.drop_finished(before=clock() - REMEMBER_NOTICES)
        await services.watching.forget()

    # A beat that comes late is made up for once: the default would skip it after one second.
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    scheduler.add_listener(_report, EVENT_JOB_ERROR)
    scheduler.add_job(refresh_directory, "interval", seconds=DIRECTORY_LOOKS)
    following = services.following
    for beat, seconds in (
        (following.tell_changes, EVENT_LOOKS),
        (following.expire_offers, EVENT_LOOKS),
        (following.remind, REMINDER_LOOKS),
        (services.subscribing.send_digests, REMINDER_LOOKS),
    ):
        scheduler.add_job(nudging(beat), "interval", seconds=seconds, next_run_time=clock())
    watching, rescuing = services.watching, services.rescuing
    for beat, seconds in (
        (watching.tell_outcomes, REQUEST_LOOKS),
        (rescuing.free_orphans, REQUEST_LOOKS),
        (rescuing.move_deserted, REQUEST_LOOKS),
        (watching.begin_the_day, REMINDER_LOOKS),
    ):
        scheduler.add_job(nudging(beat), "interval", seconds=seconds, next_run_time=clock())
    scheduler.add_job(forget, "interval", hours=1, next_run_time=clock())
    return scheduler


def _report(event: JobExecutionEvent) -> None:
    logger.warning("beat failed", error=type(event.exception).__name__, at=stack(event.exception))
