"""The institution's facts, in and out of the database."""

from bot.services.content.describing import describe
from bot.services.content.service import Content

__all__ = ["Content", "describe"]
