"""Which language the person at this machine reads."""

import locale
import os

from tutor_app.core.language import Language
from tutor_app.settings.settings import Settings


def language_of_reader(settings: Settings) -> Language:
    """The language chosen, else the system's if it is one of ours, else English."""
    if settings.language != "system":
        return settings.language
    names = [os.environ.get(v, "") for v in ("LC_ALL", "LC_MESSAGES", "LANG")] + [locale.getlocale()[0] or ""]
    first = next((name for name in names if name and name not in ("C", "POSIX")), "")
    return "zh" if first.lower().startswith(("zh", "chinese")) else "en"
