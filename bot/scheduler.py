"""APScheduler as a metronome: it beats time and holds no state of its own."""

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import stack
from bot.services.places import Places
from storage.inbox import Inbox

DIRECTORY_LOOKS = 5
"""Seconds between looks whether the directory has changed."""

REMEMBER_UPDATES = timedelta(days=7)
"""How long finished updates are known by their ids; Telegram repeats one for 24 hours at most."""

logger = structlog.get_logger()


def create_scheduler(places: Places, inbox: Inbox, clock: Callable[[], datetime]) -> AsyncIOScheduler:
    """Give a scheduler, not yet started, with the bot's regular work."""

    async def refresh_directory() -> None:
        if await places.refresh():
            logger.info("directory read", version=places.directory.version)

    async def forget_old_updates() -> None:
        await inbox.drop_finished(before=clock() - REMEMBER_UPDATES)

    # A beat that comes late is made up for once: the default would skip it after one second.
    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    )
    scheduler.add_listener(_report, EVENT_JOB_ERROR)
    scheduler.add_job(refresh_directory, "interval", seconds=DIRECTORY_LOOKS)
    scheduler.add_job(forget_old_updates, "interval", hours=1, next_run_time=clock())
    return scheduler


def _report(event: JobExecutionEvent) -> None:
    logger.warning("beat failed", error=type(event.exception).__name__, at=stack(event.exception))
