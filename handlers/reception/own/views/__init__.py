"""What citizens see of their own requests: pure functions from values to screens."""

from handlers.reception.own.views import acts, lists, page, saying, timeline, words_said

__all__ = ["acts", "lists", "page", "saying", "timeline", "words_said"]
