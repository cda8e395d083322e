"""The language model that the settings name, opened."""

from tutor_app.core.errors import TutorError
from tutor_app.core.language import tr
from tutor_app.engine.explain.choice import chosen_file
from tutor_app.engine.explain.language_model import LanguageModel
from tutor_app.engine.explain.local import LocalModel
from tutor_app.engine.explain.server.model import ServerModel
from tutor_app.engine.registry.installed import check_weight
from tutor_app.settings.home import Home
from tutor_app.settings.keys import key_for
from tutor_app.settings.server import ServerAddress
from tutor_app.settings.settings import Settings, load


def language_model(home: Home, settings: Settings | None = None) -> LanguageModel:
    """The one chosen. A server is not asked yet.

    Raises:
        TutorError: a file is missing or too large, or no address was entered.
    """
    settings = settings or load(home.settings_file)
    if settings.explainer == "server":
        return server_model(home, settings)
    file = chosen_file(home, settings.local_model)
    check_weight(home, file)
    return LocalModel(file, settings.device)


def server_model(home: Home, settings: Settings) -> ServerModel:
    """Raises: TutorError."""
    if not settings.server.strip():
        raise TutorError(
            tr("No server was entered."), tr("Enter its address under Explanations, or choose another way.")
        )
    address = ServerAddress.parse(settings.server)
    return ServerModel(address, settings.server_model.strip(), key_for(home, address))
