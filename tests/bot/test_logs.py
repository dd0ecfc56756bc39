import json
import subprocess
import sys
from pathlib import Path

from bot.logs import stack

ROOT = Path(__file__).parents[2]

PROGRAM = """
import logging, structlog
from bot.logs import configure
configure("WARNING", console=False)
structlog.get_logger().info("not shown")
structlog.get_logger().warning("handling failed", update_id=7, error="KeyError")
logging.getLogger("aiogram.event").error("what somebody wrote")
"""


def test_events_are_json_lines_and_aiograms_own_words_are_kept_out() -> None:
    run = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, check=True
    )

    [line] = run.stderr.decode().splitlines()
    event = json.loads(line)
    assert event.pop("timestamp").endswith("Z")
    assert event == {"event": "handling failed", "level": "warning", "update_id": 7, "error": "KeyError"}
    assert run.stdout == b""


def test_a_stack_names_places_and_none_of_the_words() -> None:
    try:
        _quote("what somebody wrote")
    except ValueError as error:
        told = stack(error)

    assert "_quote" in told
    assert "somebody" not in told


def _quote(words: str) -> None:
    raise ValueError(words)
