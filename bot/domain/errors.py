"""What an operator can put right; told in one line, never as a traceback."""


class OperatorError(Exception):
    """Something in the deployment keeps the bot from working; the message says what it is and what to do."""
