"""The choice of who explains: a language model of this machine, a server, or quotation."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tutor_app.core.errors import TutorError
from tutor_app.gui.notice import announce
from tutor_app.gui.theme import styled
from tutor_app.gui.trial import Trial
from tutor_app.settings.keys import keep_key, kept_key
from tutor_app.settings.server import ServerAddress
from tutor_app.settings.settings import Runtime, Settings
from tutor_app.tutor import models
from tutor_app.tutor.explanations import Tried, TriedInVain, choices
from tutor_app.tutor.session import Tutor

WIDTH_LETTERS = 68  # so that larger text gets a larger dialog


class ExplanationsDialog(QDialog):
    """Nothing is kept, sent or fetched before it is saved or tested.

    Signals:
        saved: the settings have changed.
    """

    saved = Signal()

    def __init__(self, tutor: Tutor, parent: QWidget | None = None, trial: Trial | None = None) -> None:
        super().__init__(parent)
        self._tutor = tutor
        self.trial = trial or Trial(tutor.home, self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Explanations"))
        self.setFixedWidth(WIDTH_LETTERS * self.fontMetrics().averageCharWidth())
        self._make_runtimes()
        self._make_local()
        self._make_server()
        self._make_foot()
        self._arrange()
        self._fill(tutor.settings)
        self._connect()

    @property
    def settings(self) -> Settings:
        """What stands in the fields, beside everything else that was chosen before."""
        return replace(
            self._tutor.settings,
            explainer=self._runtime,
            local_model=self.model.currentData(),
            server=self.address.text().strip(),
            server_model=self.server_model.currentText().strip(),
        )

    def done(self, result: int) -> None:
        self.trial.stop()
        super().done(result)

    def save(self) -> None:
        """Keep it; what can't be kept is said, and the dialog stays."""
        settings = self.settings
        try:
            if settings.explainer == "server" or settings.server:
                keep_key(self._tutor.home, ServerAddress.parse(settings.server), self.key.text())
            self._tutor.choose(settings)
            models.fetch_chosen(self._tutor.home, settings)
        except TutorError as error:
            self._say(f"{error} {error.hint}")
            return
        self.saved.emit()
        self.accept()

    def try_out(self) -> None:
        """Test what stands in the fields, or stop testing."""
        if self.trial.is_running:
            self.trial.stop()
            self._say("")
        else:
            self.trial.begin(self.settings, self.key.text().strip())
            self._say(self.tr("Testing…"))
        self._show_state()

    # what happens

    def _hear(self, outcome: object) -> None:
        match outcome:
            case Tried(told=told, models=known):
                self._offer(known)
                self._say(told)
            case TriedInVain(message=message, hint=hint):
                self._say(f"{message} {hint}".strip())
        self._show_state()

    def _say(self, text: str) -> None:
        self.outcome.setText(text)
        self.outcome.setAccessibleName(text)
        self._fit()
        if text:
            announce(self.outcome, text)

    def _offer(self, known: tuple[str, ...]) -> None:
        """The models that a server has; what was typed stays."""
        typed = self.server_model.currentText()
        self.server_model.clear()
        self.server_model.addItems(list(known))
        self.server_model.setEditText(typed)

    def _pick_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Choose a language model"), "", self.tr("Language models (*.gguf)")
        )
        if name:
            self._choose_model(name)

    def _choose_model(self, chosen: str) -> None:
        """One in the list, or a file that is added to it."""
        if self.model.findData(chosen) < 0:
            self.model.addItem(self.tr("File: {name}").format(name=Path(chosen).name), chosen)
        self.model.setCurrentIndex(self.model.findData(chosen))

    def _show_state(self) -> None:
        """The fields that belong to what is chosen."""
        self.local.setVisible(self._runtime in ("auto", "local"))
        self.server.setVisible(self._runtime == "server")
        self.test.setText(self.tr("Stop testing") if self.trial.is_running else self.tr("&Test"))
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown: lines that wrap are measured at our width only."""
        self._column.activate()
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))

    def _show_key(self) -> None:
        """The key that is kept for this address, unless one has been typed."""
        if self.key.isModified():
            return
        try:
            address = ServerAddress.parse(self.address.text())
        except TutorError:
            return
        self.key.setText(kept_key(self._tutor.home, address))

    @property
    def _runtime(self) -> Runtime:
        return next(name for name, button in self.runtimes.items() if button.isChecked())

    # building

    def _make_runtimes(self) -> None:
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
            button.toggled.connect(self._show_state)
            group.addButton(button)

    def _make_local(self) -> None:
        self.model = QComboBox()
        self.model.setAccessibleName(self.tr("Language model"))
        self.model.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.model.addItem(self.tr("Chosen by memory and speed"), "auto")
        for name, title in choices():
            self.model.addItem(title, name)
        self.pick = QPushButton(self.tr("Choose a &file…"))
        self.pick.setAccessibleDescription(self.tr("A GGUF file of your own"))
        row = QHBoxLayout()
        row.addWidget(self.model, 1)
        row.addWidget(self.pick)
        self.local = QWidget()
        form = QFormLayout(self.local)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.tr("Language model"), row)

    def _make_server(self) -> None:
        self.address, self.key, self.server_model = QLineEdit(), QLineEdit(), QComboBox(editable=True)
        self.address.setPlaceholderText("http://localhost:11434")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(self.tr("only if the server asks for one"))
        self.server_model.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.server_model.setLineEdit(QLineEdit(placeholderText=self.tr("the server's first")))
        self.server = QWidget()
        form = QFormLayout(self.server)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows = (
            (self.tr("Add&ress"), self.tr("Address of the server"), self.address),
            (self.tr("&Key"), self.tr("Key of the server"), self.key),
            (self.tr("&Model"), self.tr("Model of the server"), self.server_model),
        )
        for label, name, field in rows:
            field.setAccessibleName(name)
            form.addRow(label, field)
        self.key.setAccessibleDescription(self.tr("Kept in a file that only you can read"))

    def _make_foot(self) -> None:
        self.test = QPushButton(self.tr("&Test"))
        self.outcome = styled(QLabel(wordWrap=True), "quiet")
        self.cancel = QPushButton(self.tr("Cancel"))
        self.keep = styled(QPushButton(self.tr("Save")), "main")
        self.keep.setDefault(True)
        self.test.setAutoDefault(False)
        self.pick.setAutoDefault(False)

    def _arrange(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        for name, button in self.runtimes.items():
            told = styled(QLabel(self._told[name], wordWrap=True), "quiet")
            told.setContentsMargins(24, 0, 0, 6)
            column.addWidget(button)
            column.addWidget(told)
        column.addWidget(self.local)
        column.addWidget(self.server)
        column.addWidget(self.outcome)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.test)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        column.addLayout(foot)

    def _fill(self, settings: Settings) -> None:
        self.address.setText(settings.server)
        self.server_model.setEditText(settings.server_model)
        self._choose_model(settings.local_model)
        self._show_key()
        chosen = self.runtimes.get(settings.explainer, self.runtimes["auto"])
        chosen.setChecked(True)
        chosen.setFocus()
        self._show_state()

    def _connect(self) -> None:
        self.address.editingFinished.connect(self._show_key)
        self.pick.clicked.connect(self._pick_file)
        self.test.clicked.connect(self.try_out)
        self.trial.ended.connect(self._hear)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.save)
