"""Formatted text: parse modes, entities with UTF-16 offsets, trimming, detection, and back to HTML."""

from sandbox.entities.formatting import formatted, plain
from sandbox.entities.rendering import to_html

__all__ = ["formatted", "plain", "to_html"]
