"""Who explains: a language model of this machine, a server, or quotation."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from tutor_app.core.errors import TutorError
from tutor_app.gui.design.flow import Flow
from tutor_app.gui.design.tokens import APART_PX, HAIR_PX, NEAR_PX
from tutor_app.gui.notice import announce
from tutor_app.gui.preferences.explainers import LocalModel, Server
from tutor_app.gui.preferences.page import Page, words_at_px
from tutor_app.gui.preferences.trial import Trial
from tutor_app.gui.theme import styled
from tutor_app.settings.keys import keep_key
from tutor_app.settings.server import ServerAddress
from tutor_app.settings.settings import Runtime, Settings
from tutor_app.tutor import models
from tutor_app.tutor.explanations import Tried, TriedInVain
from tutor_app.tutor.session import Tutor


class Explaining(Page):
    """Who explains is kept, sent to or fetched only when it is saved or tested; the rest counts at once.

    Signals:
        chosen: the name of a setting, and its value.
        saved: who explains was chosen anew.
    """

    chosen = Signal(str, object)
    saved = Signal()

    def __init__(self, tutor: Tutor, parent: QWidget | None = None, trial: Trial | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Explanations"))
        self._tutor = tutor
        self.trial = trial or Trial(tutor.home, self)
        settings = tutor.settings
        self.local = LocalModel(settings.local_model)
        self.server = Server(tutor.home, settings.server, settings.server_model)
        self._make_runtimes(settings)
        self._make_foot()
        self.generally = QCheckBox(self.tr("Answer what the material does not answer, too"))
        self.generally.setChecked(settings.general_answers)
        self._add_rows()
        self._connect()
        self._show_state()

    @property
    def settings(self) -> Settings:
        """What stands in the fields, beside everything else that was chosen before."""
        return replace(
            self._tutor.settings,
            explainer=self._runtime,
            local_model=self.local.chosen,
            server=self.server.address.text().strip(),
            server_model=self.server.model.currentText().strip(),
        )

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody waits any more for what is being tested."""
        super().hideEvent(event)
        if self.trial.is_running:
            self.trial.stop()
            self._say("")
            self._show_state()

    def save(self) -> None:
        """Keep it; what can't be kept is said."""
        settings = self.settings
        try:
            if settings.explainer == "server" or settings.server:
                keep_key(self._tutor.home, ServerAddress.parse(settings.server), self.server.key.text())
            self._tutor.choose(settings)
            models.fetch_chosen(self._tutor.home, settings)
        except TutorError as error:
            self._say(f"{error} {error.hint}".strip())
            return
        self._say(self.tr("Saved."))
        self._show_state()
        self.saved.emit()

    def try_out(self) -> None:
        """Test what stands in the fields, or stop testing."""
        if self.trial.is_running:
            self.trial.stop()
            self._say("")
        else:
            self.trial.begin(self.settings, self.server.key.text().strip())
            self._say(self.tr("Testing…"))
        self._show_state()

    # what happens

    def _hear(self, outcome: object) -> None:
        match outcome:
            case Tried(told=told, models=known):
                self.server.offer(known)
                self._say(told)
            case TriedInVain(message=message, hint=hint):
                self._say(f"{message} {hint}".strip())
        self._show_state()

    def _say(self, text: str) -> None:
        self.outcome.setText(text)
        self.outcome.setAccessibleName(text)
        self.outcome.setVisible(bool(text))
        if text:
            announce(self.outcome, text)

    def _change(self) -> None:
        """What was said was about something else."""
        if not self.trial.is_running:
            self._say("")
        self._show_state()

    def _show_state(self) -> None:
        """The fields that belong to what is chosen; whether there is something to save."""
        self.local.setVisible(self._runtime in ("auto", "local"))
        self.server.setVisible(self._runtime == "server")
        self.test.setText(self.tr("Stop testing") if self.trial.is_running else self.tr("&Test"))
        self.keep.setEnabled(self.is_changed)

    @property
    def is_changed(self) -> bool:
        """Whether what stands in the fields is not what is kept."""
        return self.settings != self._tutor.settings or self.server.has_new_key

    @property
    def _runtime(self) -> Runtime:
        return next(name for name, button in self.runtimes.items() if button.isChecked())

    # building

    def _make_runtimes(self, settings: Settings) -> None:
        self.runtimes: dict[Runtime, QRadioButton] = {
            "auto": QRadioButton(self.tr("&Automatic")),
            "quote": QRadioButton(self.tr("&Quote")),
            "local": QRadioButton(self.tr("&Language model on this machine")),
            "server": QRadioButton(self.tr("&Server")),
        }
        self._told: dict[Runtime, str] = {
            "auto": self.tr("A language model on this machine as soon as it is here, until then quotation."),
            "quote": self.tr("Sentences of the material as they stand. Quickest; nothing is made up."),
            "local": self.tr("Nothing leaves this machine."),
            "server": self.tr(
                "Ollama, LM Studio, llama.cpp, vLLM or another one that speaks OpenAI's language."
                " Questions and passages are sent to it; recordings and pictures are not."
            ),
        }
        group = QButtonGroup(self)
        for name, button in self.runtimes.items():
            button.setAccessibleDescription(self._told[name])
            group.addButton(button)
        self.runtimes.get(settings.explainer, self.runtimes["auto"]).setChecked(True)

    def _make_foot(self) -> None:
        self.test = QPushButton(self.tr("&Test"))
        self.keep = styled(QPushButton(self.tr("Save")), "main")
        self.outcome = styled(QLabel(wordWrap=True), "quiet")
        self.outcome.hide()
        self.test.setAutoDefault(False)
        self.keep.setDefault(True)

    def _add_rows(self) -> None:
        for name, button in self.runtimes.items():
            self.add_row(f"{button.text().replace('&', '')} {self._told[name]}", self._choice(name, button))
        fields = self.tr("Language model, file, address and key of a server, test, save")
        self.add_row(fields, self._below())
        self.add(
            self.generally.text(),
            self.generally,
            self.tr(
                "From what the language model knows by itself, marked as not from your material and not"
                " checked. It can be wrong. Quotation never does it."
            ),
        )

    def _choice(self, name: Runtime, button: QRadioButton) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(HAIR_PX)
        told = styled(QLabel(self._told[name], wordWrap=True), "quiet")
        told.setIndent(words_at_px(button))
        column.addWidget(button)
        column.addWidget(told)
        return row

    def _below(self) -> QWidget:
        """What is to be known of the one that is chosen, and the way to save it."""
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(APART_PX)
        foot = Flow(NEAR_PX)
        foot.addWidget(self.test)
        foot.addWidget(self.keep)
        column.addWidget(self.local)
        column.addWidget(self.server)
        column.addLayout(foot)
        column.addWidget(self.outcome)
        return row

    def _connect(self) -> None:
        for button in self.runtimes.values():
            button.toggled.connect(self._change)
        self.local.changed.connect(self._change)
        self.server.changed.connect(self._change)
        self.test.clicked.connect(self.try_out)
        self.trial.ended.connect(self._hear)
        self.keep.clicked.connect(self.save)
        self.generally.clicked.connect(lambda on: self.chosen.emit("general_answers", on))
