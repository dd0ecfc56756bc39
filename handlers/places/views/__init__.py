"""What the places show: pure functions from values to screens."""

from handlers.places.views import houses, links, schools, where

__all__ = ["houses", "links", "schools", "where"]
