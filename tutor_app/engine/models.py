"""The models of one home, each opened when a turn first needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tutor_app.engine.aloud.voice import Voice
from tutor_app.engine.encoders.image import ImageEncoder
from tutor_app.engine.encoders.text import MODELS as TEXT_MODELS
from tutor_app.engine.encoders.text import TextEncoder
from tutor_app.engine.explain.language_model import LanguageModel
from tutor_app.engine.explain.runtimes import language_model
from tutor_app.engine.formulas.reader import FormulaReader
from tutor_app.engine.fusion.identity import picture_for
from tutor_app.engine.fusion.model import FusionModel
from tutor_app.engine.lazy import Lazy
from tutor_app.engine.ocr import WordReader
from tutor_app.engine.orientation import OrientationReader
from tutor_app.engine.reader.model import Reader
from tutor_app.engine.speech.recogniser import Recogniser
from tutor_app.settings.home import Home


@dataclass(frozen=True)
class Models:
    """What a turn may need. A missing one raises TutorError when needed, and is looked for again then."""

    recogniser: Lazy[Recogniser]
    word_reader: Lazy[WordReader]
    image_encoders: Mapping[str, Lazy[ImageEncoder]]  # by the text encoder whose fusion model sees with it
    text_encoders: Mapping[str, Lazy[TextEncoder]]
    language_model: Lazy[LanguageModel]
    fusion: Mapping[str, Lazy[FusionModel]]  # by the text encoder that each one reads
    formula_reader: Lazy[FormulaReader]
    orientation: Lazy[OrientationReader]
    voice: Lazy[Voice]
    readers: Mapping[str, Lazy[Reader]] = field(default_factory=dict)  # by the text encoder they come from


def models_of(home: Home, device: str) -> Models:
    """Nothing is opened yet."""
    pictures = {name: picture_for(name) for name in TEXT_MODELS}
    seeing = {picture: _image_encoder(home, picture, device) for picture in pictures.values()}
    return Models(
        recogniser=Lazy(lambda: Recogniser.open(home, device)),
        word_reader=Lazy(lambda: WordReader.open(home, device)),
        image_encoders={name: seeing[picture] for name, picture in pictures.items()},
        text_encoders={name: _text_encoder(home, name, device) for name in TEXT_MODELS},
        language_model=Lazy(lambda: language_model(home)),
        fusion={name: _fusion(name, device) for name in TEXT_MODELS},
        formula_reader=Lazy(lambda: FormulaReader.open(home)),
        orientation=Lazy(lambda: OrientationReader.open(home)),
        voice=Lazy(lambda: Voice.open(home, device)),
        readers={name: _reader(home, name, device) for name in TEXT_MODELS},
    )


def _fusion(encoder: str, device: str) -> Lazy[FusionModel]:
    return Lazy(lambda: FusionModel.open(encoder, device))


def _reader(home: Home, encoder: str, device: str) -> Lazy[Reader]:
    return Lazy(lambda: Reader.open(home, encoder, device))


def _image_encoder(home: Home, name: str, device: str) -> Lazy[ImageEncoder]:
    return Lazy(lambda: ImageEncoder.open(home, name, device))


def _text_encoder(home: Home, name: str, device: str) -> Lazy[TextEncoder]:
    return Lazy(lambda: TextEncoder.open(home, name, device))
