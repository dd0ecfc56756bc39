"""Carries out faults on the way between a call and its answer."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.clock import RunningClock
from sandbox.faults import Fault

_HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\r\n"
_BAD_GATEWAY = 502


async def sabotaged(
    fault: Fault,
    request: web.Request,
    clock: RunningClock,
    carry_out: Callable[[], Awaitable[web.Response]],
) -> tuple[web.StreamResponse, str]:
    """Answer a call as the fault wants it; give the answer and what the journal shall say of it."""
    if fault.kind == "html":
        status = fault.status or _BAD_GATEWAY
        return web.Response(body=_HTML, status=status, content_type="text/html"), "html"
    if fault.kind == "hang":
        await clock.sleep(fault.seconds)
    if fault.kind == "reset_before":
        return _cut(request), "reset"
    answer = await carry_out()
    if fault.kind == "hang_after":
        await clock.sleep(fault.seconds)
    if fault.kind == "reset_after":
        return _cut(request), "reset"
    if fault.kind == "half_answer":
        return await _halved(request, answer), "half answer"
    return answer, ""


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _halved(request: web.Request, whole: web.Response) -> web.StreamResponse:
    body = whole.body if isinstance(whole.body, bytes) else b""
    half = web.StreamResponse(status=whole.status, headers={"Content-Length": str(len(body))})
    half.content_type = whole.content_type
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    if request.transport is not None:
        request.transport.close()
    return half
