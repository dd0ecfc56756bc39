"""Telegram's sending limits: after a 429 nothing goes out before its deadline, and answers overtake bulk."""

from bot.budget.bulk import BULK_PER_SECOND, Turn
from bot.budget.deadlines import PATIENCE, SAME_MOMENT, Chat, Held
from bot.budget.middleware import Budget

__all__ = ["BULK_PER_SECOND", "PATIENCE", "SAME_MOMENT", "Budget", "Chat", "Held", "Turn"]
