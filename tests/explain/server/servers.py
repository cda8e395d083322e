"""Servers made for one test, on this machine: they say what the test gives them, byte by byte."""

import json
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tutor_app.settings.server import ServerAddress

CERTIFICATE = Path(__file__).with_name("nobody.pem")  # for 127.0.0.1, signed by itself; of no use elsewhere
Answer = Callable[[IO[bytes]], None]


@dataclass
class Heard:
    """One request as it came."""

    line: str
    headers: dict[str, str]
    body: dict | None


@dataclass
class Server:
    """What it was asked, and its address. Its last answer is given again and again."""

    answers: list[Answer]
    heard: list[Heard] = field(default_factory=list)
    end: threading.Event = field(default_factory=threading.Event)
    address: ServerAddress = field(default=ServerAddress("http", "127.0.0.1", 1))


@contextmanager
def serving(*answers: Answer, secure: bool = False) -> Iterator[Server]:
    server = Server(list(answers))

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            server.heard.append(_read(self.rfile))
            answer = server.answers.pop(0) if len(server.answers) > 1 else server.answers[0]
            with suppress(OSError):  # the one who asked has gone
                answer(self.wfile)

    class Threads(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def get_request(self):
            sock, peer = super().get_request()
            if not secure:
                return sock, peer
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            try:
                return context.wrap_socket(sock, server_side=True), peer
            except OSError:
                sock.close()  # who asked did not trust it
                raise

        def handle_error(self, request, client_address):
            pass

    with Threads(("127.0.0.1", 0), Handler) as tcp:
        thread = threading.Thread(target=tcp.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        server.address = ServerAddress("https" if secure else "http", "127.0.0.1", tcp.server_address[1])
        try:
            yield server
        finally:
            server.end.set()
            tcp.shutdown()
            thread.join()


def _read(file: IO[bytes]) -> Heard:
    line = file.readline().decode().strip()
    headers = {}
    while head := file.readline().decode().strip():
        name, _, value = head.partition(": ")
        headers[name.lower()] = value
    size = int(headers.get("content-length", 0))
    return Heard(line, headers, json.loads(file.read(size)) if size else None)


def piece(text="", reason=None, logprobs=None) -> bytes:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": reason, "logprobs": logprobs}
    return b"data: " + json.dumps({"choices": [choice]}).encode() + b"\n\n"


def raw(*parts: bytes) -> Answer:
    """These bytes, then the connection is closed."""

    def answer(file):
        for part in parts:
            file.write(part)
            file.flush()

    return answer


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
LAST = piece(reason="stop") + b"data: [DONE]\n\n"


def streamed(*texts: str) -> Answer:
    return raw(HEAD, *map(piece, texts), LAST)


def chunked(*texts: str) -> Answer:
    """As HTTP/1.1 sends what has no known length; a chunk may end within a line."""
    whole = b"".join(map(piece, texts)) + LAST
    cut = [whole[n : n + 37] for n in range(0, len(whole), 37)]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    return raw(head, *(b"%x\r\n%s\r\n" % (len(c), c) for c in cut), b"0\r\n\r\n")


def status(code: int, body: object = "", *headers: str) -> Answer:
    content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    head = [f"HTTP/1.1 {code} So", f"Content-Length: {len(content)}", *headers, "", ""]
    return raw("\r\n".join(head).encode() + content)


def silent_after(server_end: Callable[[], threading.Event], *parts: bytes) -> Answer:
    """Says this, then nothing, and keeps the line open until the test ends."""

    def answer(file):
        raw(*parts)(file)
        server_end().wait(30)

    return answer
