"""The address of a server with a language model, as the user writes it."""

import ipaddress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr

ENDS = ("/chat/completions", "/completions", "/models")  # of addresses that are copied from a manual


@dataclass(frozen=True)
class ServerAddress:
    """Where a server speaks OpenAI's language: Ollama, LM Studio, llama.cpp, vLLM."""

    scheme: Literal["http", "https"]
    host: str
    port: int
    path: str = "/v1"

    def __post_init__(self) -> None:
        if not self.host or not 0 < self.port < 65536 or self.path.endswith("/"):
            raise ValueError(f"not an address: {self}")

    @classmethod
    def parse(cls, text: str) -> "ServerAddress":
        """From "localhost:11434" or "https://models.school.example/v1". Raises: TutorError."""
        given = text.strip()
        try:
            return _parse(given)
        except ValueError as error:
            raise TutorError(
                tr("{address} is not the address of a server.", address=given or "“”"),
                tr("Write it as http://localhost:11434 or https://models.school.example/v1"),
            ) from error

    @property
    def is_here(self) -> bool:
        """Whether it is a program on this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def is_encrypted(self) -> bool:
        return self.scheme == "https"

    @property
    def place(self) -> str:
        """The machine and its door, as "localhost:11434"."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """What a key belongs to, as "https://models.school.example"."""
        return f"{self.scheme}://{self.place}"

    def __str__(self) -> str:
        return self.origin + self.path


def _parse(given: str) -> ServerAddress:
    """Raises: ValueError."""
    if "://" not in given:
        guess = urlsplit(f"//{given}")
        is_near = guess.port is not None or "." not in (guess.hostname or "")
        given = f"{'http' if is_near else 'https'}://{given}"
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or parts.username or parts.query or parts.fragment:
        raise ValueError(given)
    host = (parts.hostname or "").encode("idna" if ":" not in (parts.hostname or "") else "ascii").decode()
    if any(c.isspace() for c in host + parts.path) or not parts.path.isascii():
        raise ValueError(given)
    path = parts.path.rstrip("/")
    for end in ENDS:
        path = path.removesuffix(end)
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    return ServerAddress(scheme, host, parts.port or (443 if scheme == "https" else 80), path or "/v1")
