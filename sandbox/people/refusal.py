"""What a person cannot do, and what to do instead."""


class CannotDo(Exception):
    """An act that Telegram's own apps would not offer; the message says why and what to do."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status
