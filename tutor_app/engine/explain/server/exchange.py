"""One request to a server, whose answer comes in lines and can be left at any moment.

The network is waited for in a thread of its own, since neither a look-up of a name nor a connection that is
being made can be interrupted; whoever asked waits for the thread's events, and for Cancel.
"""

import http.client
import json
import queue
import socket
import ssl
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.explain.server import failure
from tutor_app.engine.explain.server.key_text import redact
from tutor_app.engine.explain.server.patience import Patience
from tutor_app.settings.server import ServerAddress

LONGEST_LINE_BYTES = 1_000_000
MOST_BYTES = 8_000_000
MOST_ERROR_BYTES = 20_000


@dataclass(frozen=True)
class Request:
    """What is sent; the key is never shown."""

    path: str  # below the address, as "/chat/completions"
    body: dict[str, Any] | None = None  # None: only look
    key: str = field(default="", repr=False)

    def headers(self) -> dict[str, str]:
        headers = {"Accept": "text/event-stream, application/json", "User-Agent": "Tutor"}
        if self.body is not None:
            headers["Content-Type"] = "application/json"
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        return headers


@dataclass(frozen=True)
class _Connected:
    pass


@dataclass(frozen=True)
class _Answering:
    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True)
class _Broken:
    error: Exception


class _Over:
    """The server has no more to say, or nobody wants to hear it."""


_Event: TypeAlias = "_Connected | _Answering | _Broken | bytes | type[_Over]"


class Exchange:
    """Asks once."""

    def __init__(self, address: ServerAddress, request: Request, patience: Patience) -> None:
        self._address, self._request, self._patience = address, request, patience
        self._events: queue.SimpleQueue[_Event] = queue.SimpleQueue()
        self._connection = _connection(address, patience.whole_s)
        self._socket: socket.socket | None = None  # http.client forgets it before the answer is read
        self._is_left = threading.Event()

    def lines(self, model: str, cancel: Cancellation) -> Generator[bytes]:
        """The lines of a good answer as they come.

        Raises:
            Failure: there is none, or it takes too long, or is too long.
            Cancelled: at once; what was sent can't be taken back.
        """
        threading.Thread(target=self._talk, name="server", daemon=True).start()
        try:
            with cancel.interrupting(lambda: self._events.put(_Over)):
                yield from self._heard(model, cancel)
        finally:
            self._leave()

    def _heard(self, model: str, cancel: Cancellation) -> Generator[bytes]:
        start = time.monotonic()
        is_connected = has_begun = False
        answering: _Answering | None = None
        size, complaint = 0, b""
        while True:
            wait_s = self._patience.left(is_connected, has_begun, time.monotonic() - start)
            try:
                event = self._events.get(timeout=wait_s)
            except queue.Empty:
                raise failure.too_slow(self._address, wait_s) from None
            cancel.check()
            match event:
                case _Connected():
                    is_connected = True
                case _Answering():
                    answering = event
                case _Broken(error=error):
                    raise self._failure(error, has_begun) from error
                case bytes() if answering and answering.status == http.client.OK:
                    has_begun = has_begun or event.startswith(b"data:")
                    size += len(event)
                    if len(event) >= LONGEST_LINE_BYTES or size >= MOST_BYTES:
                        raise failure.not_a_language_model(self._address)
                    yield event
                case bytes():
                    complaint += redact(event.decode("utf-8", "replace"), self._request.key).encode()
                case _ if answering and answering.status != http.client.OK:
                    raise failure.of_status(
                        answering.status, answering.headers, complaint, self._address, model
                    )
                case _:
                    return

    def _failure(self, error: Exception, has_begun: bool) -> failure.Failure:
        if has_begun and isinstance(error, OSError | http.client.HTTPException):
            return failure.cut_off(self._address)
        return failure.of_connection(error, self._address)

    def _talk(self) -> None:
        """In the thread: everything that blocks."""
        connection, put = self._connection, self._events.put
        try:
            connection.connect()
            self._socket = connection.sock
            put(_Connected())
            if self._is_left.is_set():
                return
            body = None if self._request.body is None else json.dumps(self._request.body).encode()
            method = "GET" if body is None else "POST"
            path = self._address.path + self._request.path
            connection.request(method, path, body, self._request.headers())
            with connection.getresponse() as response:
                put(_Answering(response.status, {k.lower(): v for k, v in response.getheaders()}))
                self._pass_on(response)
        except Exception as error:  # noqa: BLE001  whatever it is, who asked must hear of it
            put(_Broken(error))
        finally:
            connection.close()

    def _pass_on(self, response: http.client.HTTPResponse) -> None:
        if response.status != http.client.OK:
            self._events.put(response.read(MOST_ERROR_BYTES))
        else:
            size = 0
            while size < MOST_BYTES and (line := response.readline(LONGEST_LINE_BYTES)):
                size += len(line)
                self._events.put(line)
        self._events.put(_Over)

    def _leave(self) -> None:
        """Wakes the thread if it reads; one that still connects ends by itself."""
        self._is_left.set()
        if self._socket is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # ssl's own drops what is being read


def _connection(address: ServerAddress, timeout_s: float) -> http.client.HTTPConnection:
    if address.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(address.host, address.port, timeout=timeout_s, context=context)
    return http.client.HTTPConnection(address.host, address.port, timeout=timeout_s)
