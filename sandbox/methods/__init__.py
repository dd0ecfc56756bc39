"""The methods of the Bot API that the sandbox simulates."""

from sandbox.methods.table import METHODS

__all__ = ["METHODS"]
