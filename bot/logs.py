"""Logs that hold ids and events, never what people say."""

import logging
import sys
import traceback

import structlog

FRAMES = 4
"""Places of a traceback that are logged, innermost last."""


def configure(level: str, *, console: bool) -> None:
    """Write events of `level` and above to standard error: for reading on a console, else as JSON lines."""
    number = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    # Their own lines may quote whole updates, and tracebacks; what went wrong is logged by us.
    for name in ("aiogram", "apscheduler"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    renderer: structlog.typing.Processor = structlog.processors.JSONRenderer(ensure_ascii=False)
    if console:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def stack(error: BaseException) -> str:
    """Tell where an error arose without its message, which may quote a person or the token."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return " > ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
