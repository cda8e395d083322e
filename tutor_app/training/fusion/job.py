"""A training, where its books are and where its state is kept."""

from dataclasses import dataclass
from pathlib import Path

from tutor_app.training.fusion.fit import Config, Run, corpora_in
from tutor_app.training.fusion.ragged import Ragged
from tutor_app.training.fusion.team import Team


@dataclass(frozen=True)
class Job:
    """What a process needs to take part; the folders have the same absolute paths on every machine."""

    config: Config
    data: Path
    work: Path
    checkpoint: Path

    def __post_init__(self) -> None:
        if not all(path.is_absolute() for path in (self.data, self.work, self.checkpoint)):
            raise ValueError("a worker has a working folder of its own: the paths must be absolute")

    def run(self, team: Team | None = None) -> Run:
        """The training from its checkpoint, or from its start if there is none.

        Raises:
            ValueError: the checkpoint is of another configuration.
        """
        names = [*self.config.books, *self.config.left_out]
        corpora = corpora_in(self.work, self.data, names)
        run = Run(self.config, corpora, Ragged(self.work, "pointing"), team)
        if self.checkpoint.is_file():
            run.resume(self.checkpoint)
        return run
