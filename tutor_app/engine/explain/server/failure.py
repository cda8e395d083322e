"""Why a server could not be used, in words that a learner can act on."""

import http.client
import socket
import ssl
from collections.abc import Mapping

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.core.valid_text import parse_json
from tutor_app.engine.explain.server.key_text import redact
from tutor_app.settings.server import ServerAddress

BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})  # that may pass in a moment
NO_SUCH_PAGE = ("not found", "404 page not found")  # of the path, not of the model
TOLD_CHARACTERS = 160  # of the server's own words


class Failure(TutorError):
    """A server's failure, and whether it may be well when it is asked again."""

    def __init__(
        self, message: str, hint: str, *, may_pass: bool = False, retry_after_s: float | None = None
    ) -> None:
        super().__init__(message, hint)
        self.may_pass, self.retry_after_s = may_pass, retry_after_s

    def without(self, key: str) -> "Failure":
        """The same without what it tells of a key."""
        told, hint = redact(str(self), key), redact(self.hint, key)
        return Failure(told, hint, may_pass=self.may_pass, retry_after_s=self.retry_after_s)


def of_connection(error: Exception, address: ServerAddress) -> Failure:
    """What the network said instead of an answer."""
    place = address.place
    if isinstance(error, ssl.SSLCertVerificationError):
        return Failure(
            tr("{place} can't prove who it is: {reason}.", place=place, reason=error.verify_message),
            tr("Nothing was sent. Ask who runs it; a school's own authority goes into SSL_CERT_FILE."),
        )
    if isinstance(error, ssl.SSLError):
        return Failure(
            tr("{place} does not speak https.", place=place), tr("Try the address with http:// instead.")
        )
    if isinstance(error, socket.gaierror):
        return Failure(
            tr("There is no machine called {host}.", host=address.host),
            tr("Check the address and the network."),
            may_pass=error.errno == socket.EAI_AGAIN,
        )
    if isinstance(error, http.client.IncompleteRead):
        return cut_off(address)
    is_gone = isinstance(error, ConnectionError)  # also where it is an HTTPException as well
    if isinstance(error, http.client.HTTPException | ValueError) and not is_gone:
        return not_a_language_model(address)
    return Failure(
        tr("The server {place} can't be reached.", place=place),
        tr("Check that it runs, and the network."),
        may_pass=True,
    )


def of_status(
    status: int, headers: Mapping[str, str], body: bytes, address: ServerAddress, model: str
) -> Failure:
    """What a status other than 200 means."""
    place, told = address.place, _told(body)
    if status in (401, 403):
        return Failure(
            tr("The server {place} does not accept the key.", place=place), tr("Enter its key again.")
        )
    if status in BUSY:
        return Failure(
            tr("The server {place} is too busy or broken ({status}).", place=place, status=status),
            tr("Ask again in a moment."),
            may_pass=True,
            retry_after_s=_seconds(headers.get("retry-after", "")),
        )
    if status == 404 and told:
        return Failure(
            tr(
                "The server {place} has no model {model}: {told}", place=place, model=model or "“”", told=told
            ),
            tr("Choose one of its models."),
        )
    if status == 404 or 300 <= status < 400:
        return not_a_language_model(address)
    return Failure(
        tr("The server {place} refused ({status}): {told}", place=place, status=status, told=told or "–"),
        tr("Check address and model."),
    )


def of_error(told: str, address: ServerAddress) -> Failure:
    """An error that a server writes where an answer was to come."""
    return Failure(
        tr("The server {place} broke off: {told}", place=address.place, told=_short(told)),
        tr("Your question is kept: ask again."),
    )


def not_a_language_model(address: ServerAddress) -> Failure:
    return Failure(
        tr("What answers at {address} is no language model.", address=address),
        tr("Check the address; most end in /v1."),
    )


def too_slow(address: ServerAddress, waited_s: float) -> Failure:
    return Failure(
        tr("The server {place} said nothing for {seconds} s.", place=address.place, seconds=round(waited_s)),
        tr("It may be loading its model. Ask again in a moment."),
    )


def cut_off(address: ServerAddress) -> Failure:
    return Failure(
        tr("The connection to {place} was cut off.", place=address.place),
        tr("Your question is kept: ask again."),
        may_pass=True,
    )


def _told(body: bytes) -> str:
    """The server's own words, of the shapes that servers give errors."""
    try:
        said = parse_json(body)
    except ValueError:
        return ""
    error = said.get("error", said.get("detail", said.get("message"))) if isinstance(said, dict) else None
    if isinstance(error, dict):
        error = error.get("message")
    return _short(error) if isinstance(error, str) and error.lower() not in NO_SUCH_PAGE else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TOLD_CHARACTERS else line[: TOLD_CHARACTERS - 1] + "…"


def _seconds(text: str) -> float | None:
    """Retry-After as a number; a date is not worth reading."""
    try:
        return max(0.0, float(text))
    except ValueError:
        return None
