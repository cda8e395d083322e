"""Who explains: where a question's words go, and whether the one that was chosen works."""

import time
from dataclasses import dataclass
from multiprocessing.connection import Connection

from tutor_app.core.cancel import Cancellation
from tutor_app.core.errors import TutorError
from tutor_app.core.language import speak, tr
from tutor_app.engine.explain.choice import chosen_file, explaining_models, is_slow
from tutor_app.engine.explain.language_model import LanguageModel, Message
from tutor_app.engine.explain.memory import check_fits
from tutor_app.engine.explain.server.patience import Patience, Retries
from tutor_app.engine.explain.speed import keep_speed, measured_speed, speed_of
from tutor_app.engine.lazy import Lazy
from tutor_app.settings.home import Home
from tutor_app.settings.keys import key_for
from tutor_app.settings.reader import language_of_reader
from tutor_app.settings.server import ServerAddress
from tutor_app.settings.settings import Settings
from tutor_app.tutor.logs import log_to_file

TRIED_PATIENCE = Patience(connect_s=5.0, first_s=60.0)
HELLO = Message("user", "Answer with one word: are you there?")
HELLO_TOKENS = 8


@dataclass(frozen=True)
class Tried:
    """It works, in words."""

    told: str
    models: tuple[str, ...] = ()  # that a server has


@dataclass(frozen=True)
class TriedInVain:
    """The words are for the user."""

    message: str
    hint: str


def destination(settings: Settings) -> ServerAddress | None:
    """The server that is given questions and passages; None: nothing of them leaves the application."""
    if settings.explainer != "server":
        return None
    try:
        return ServerAddress.parse(settings.server)
    except TutorError:
        return None


def destination_in_words(address: ServerAddress) -> str:
    """What is sent where, for whoever asks."""
    if address.is_here:
        text = tr("Questions and passages go to a program on this machine: {place}.", place=address.place)
    else:
        text = tr("Text leaves this machine: questions and passages go to {place}.", place=address.place)
    if address.is_here or address.is_encrypted:
        return text
    return f"{text} {tr('The connection is not encrypted.')}"


def try_out(
    home: Home, settings: Settings, key: str | None = None, cancel: Cancellation | None = None
) -> Tried:
    """Have the chosen one say something. `key`: entered, but not kept yet.

    Raises:
        TutorError: it doesn't work, in words. Cancelled.
    """
    cancel = cancel or Cancellation()
    match settings.explainer:
        case "server":
            return _try_server(home, settings, key, cancel)
        case "quote":
            return Tried(tr("Sentences of the material are quoted; that needs no language model."))
        case _:
            return _try_local(home, settings, cancel)


def _try_server(home: Home, settings: Settings, key: str | None, cancel: Cancellation) -> Tried:
    from tutor_app.engine.explain.server.model import ServerModel

    address = ServerAddress.parse(settings.server)
    model = ServerModel(
        address, settings.server_model.strip(), key_for(home, address, key), TRIED_PATIENCE, Retries(most=1)
    )
    known = model.models(cancel)
    if not (settings.server_model.strip() or known):
        raise TutorError(
            tr("The server {place} has no model.", place=address.place), tr("Load one on the server.")
        )
    begun = time.monotonic()
    model.write([HELLO], HELLO_TOKENS, lambda _: None, cancel)
    told = tr(
        "{model} at {place} answers in {seconds} s.",
        model=model.model(cancel),
        place=address.place,
        seconds=f"{time.monotonic() - begun:.1f}",
    )
    return Tried(f"{told} {destination_in_words(address)}", tuple(known))


def _try_local(home: Home, settings: Settings, cancel: Cancellation) -> Tried:
    from tutor_app.engine.explain.local import LocalModel

    file = chosen_file(home, settings.local_model)
    speed = measured_speed(LocalModel(file, settings.device), cancel)
    keep_speed(home, file, speed)
    return Tried(_speed_in_words(file.name, speed, is_slow(home, file)))


def _speed_in_words(name: str, speed: float, is_slow: bool) -> str:
    told = tr("{name} writes {speed} tokens a second here.", name=name, speed=f"{speed:.1f}")
    if not is_slow:
        return told
    return f"{told} {tr('That is slow: choose a smaller one, a server, or quotation.')}"


def is_quick(home: Home, settings: Settings, model: Lazy[LanguageModel]) -> bool:
    """False where the model of this machine turns out to be slow; measured when it is used the first time."""
    if settings.explainer not in ("auto", "local"):
        return True
    try:
        file = chosen_file(home, settings.local_model)
        if speed_of(home, file) is not None:
            return True
        keep_speed(home, file, measured_speed(model.get()))
    except TutorError:  # said by the turn that needs it
        return True
    return not is_slow(home, file)


def examine(home: Home, settings: Settings) -> tuple[bool, str]:
    """Whether the chosen one can explain, and what is known of it. Opens no model."""
    try:
        match settings.explainer:
            case "quote":
                return True, tr("Sentences of the material are quoted; that needs no language model.")
            case "server":
                return _examine_server(home, settings)
            case _:
                return _examine_local(home, settings)
    except TutorError as error:
        return False, f"{error} {error.hint}".strip()


def _examine_server(home: Home, settings: Settings) -> tuple[bool, str]:
    from tutor_app.engine.explain.server.model import ServerModel

    address = ServerAddress.parse(settings.server)
    model = ServerModel(address, "", key_for(home, address), TRIED_PATIENCE, Retries(most=1))
    known = model.models(Cancellation())
    wanted = settings.server_model.strip()
    if wanted and wanted not in known:
        return False, tr(
            "The server {place} has no model {model}: {told}",
            place=address.place,
            model=wanted,
            told=", ".join(known),
        )
    return True, f"{wanted or ', '.join(known)}. {destination_in_words(address)}"


def _examine_local(home: Home, settings: Settings) -> tuple[bool, str]:
    file = chosen_file(home, settings.local_model)
    check_fits(file)
    speed = speed_of(home, file)
    if speed is None:
        return True, f"{tr('{name}, not measured yet', name=file.name)}. {_where(settings)}"
    return not is_slow(
        home, file
    ), f"{_speed_in_words(file.name, speed, is_slow(home, file))} {_where(settings)}"


def _where(settings: Settings) -> str:
    """On what a model of this machine computes."""
    from tutor_app.engine.explain.local import graphics_cards

    cards = graphics_cards()
    if cards and settings.device != "cpu":
        return tr("It uses {cards}.", cards=", ".join(cards))
    return tr("It uses the processor.")


def serve_trying(window: Connection, home: Home, settings: Settings, key: str) -> None:
    """`try_out` in a process of its own: sends Tried or TriedInVain."""
    log_to_file(home, "trying")
    speak(language_of_reader(settings))
    try:
        outcome: Tried | TriedInVain = try_out(home, settings, key)
    except TutorError as error:
        outcome = TriedInVain(str(error), error.hint)
    window.send(outcome)


def choices() -> list[tuple[str, str]]:
    """The language models of this machine that can be chosen: what is kept in the settings, and a title."""
    return [(manifest.name, manifest.title) for manifest in explaining_models()]
