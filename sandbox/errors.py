"""Refusals in Telegram's own words."""

from sandbox.shapes import JsonObject


class ApiError(Exception):
    """A call that is refused; status, description and parameters reach the bot as they stand."""

    def __init__(self, code: int, description: str, parameters: JsonObject | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> JsonObject:
        """Give the JSON object that answers the call."""
        body: JsonObject = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(what: str, parameters: JsonObject | None = None) -> ApiError:
    """Refuse a call that cannot be carried out as it is."""
    return ApiError(400, f"Bad Request: {what}", parameters)


def forbidden(what: str) -> ApiError:
    """Refuse a call that somebody has not allowed."""
    return ApiError(403, f"Forbidden: {what}")


def conflict(what: str) -> ApiError:
    """Refuse a way of receiving updates while another one is in use."""
    return ApiError(409, f"Conflict: {what}")


def too_many_requests(retry_after: int) -> ApiError:
    """Refuse a call that comes too soon; retry_after is in whole seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
