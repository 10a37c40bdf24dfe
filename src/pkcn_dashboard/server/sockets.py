"""How the server's sockets send. No Streamlit."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import Any


def send_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Have the loop's servers send each message as it comes; for the time before they are made.

    Streamlit opens its socket in a way by which asyncio doesn't know it for TCP and leaves Nagle's algorithm on: all but
    the first of a rerun's messages then wait until the browser has confirmed the first, some 40 ms. What is set on a
    socket that listens, the sockets of its visitors have too.
    """
    create = loop.create_server

    async def create_prompt(*args: Any, **options: Any) -> asyncio.Server:
        server = await create(*args, **options)
        for one in server.sockets:
            with suppress(OSError):  # not TCP: nothing to set
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return server

    with suppress(AttributeError):  # a loop that isn't written in Python doesn't wait anyway
        loop.create_server = create_prompt  # type: ignore[method-assign]  # meant: no other way to the socket
