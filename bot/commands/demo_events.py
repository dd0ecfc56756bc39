"""Examples of events for the demonstration."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.assembly import Services
from bot.domain.astana_time import at, local
from bot.domain.events.event import EventDetails, Topic
from bot.domain.language import LocalizedText
from bot.domain.people import Person
from bot.domain.places import HouseId


async def put_on_examples(services: Services, editor: Person, content: Path) -> None:
    """Publish the events of `demo_events.yaml`, counted from today on."""
    today = local(datetime.now(UTC)).date()
    examples = yaml.safe_load((content / "demo_events.yaml").read_text(encoding="utf-8"))
    for number, example in enumerate(examples):
        event = await services.editing.begin(editor.id, f"demo:{number}", _details(example, today))
        await services.editing.publish(event.id, editor.id)
        if weeks := example.get("weeks"):
            until = today + timedelta(weeks=weeks)
            await services.repeating.repeat(event.id, editor.id, until, f"demo:{number}:weekly")


def _details(example: dict[str, Any], today: date) -> EventDetails:
    starts_at = at(today + timedelta(days=example["days"]), time.fromisoformat(example["at"]))
    return EventDetails(
        title=LocalizedText(**example["title"]),
        text=LocalizedText(**example["text"]),
        house_id=HouseId(example["house"]),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=example["hours"]),
        capacity=example.get("seats"),
        languages=tuple(example["languages"]),
        topic=Topic(example["topic"]),
    )
