"""The cards of requests in councils' groups and in private chats, kept true to what the database says."""

from bot.boards.boards import Boards

__all__ = ["Boards"]
