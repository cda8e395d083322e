"""The fusion model: what a learner gave becomes one vector, near the passages and figures it asks for.

The vector has three parts: what is meant (it adds to the text encoder's own space), how the picture looks,
and what is written on it. A gate says how much each part counts. Beside the vector stand one short vector
for each word, for matching a question with a passage word by word (arXiv 2004.12832), and the weights that
say what counted.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from tutor_app.core.picture import Grid
from tutor_app.engine.fusion.inputs import MODALITIES, SOUND, TEXT
from tutor_app.training.fusion.cross_attention import CrossAttention
from tutor_app.training.fusion.given import NOTE, PICTURE, SPEECH, WORDS, Given
from tutor_app.training.fusion.parts import (
    FAR,
    Adapter,
    GridTransformer,
    Layer,
    Pool,
    strongest,
    unit,
    waves,
    weighted,
)
from tutor_app.training.fusion.single_stream import SingleStream
from tutor_app.training.fusion.two_stream import TwoStream

VARIANTS = {"cross_attention": CrossAttention, "two_stream": TwoStream, "single_stream": SingleStream}
CHANNELS = ("meaning", "look", "read")
PARTS = 9  # of a figure that a screenshot may show: three by three, overlapping
LOOK, READ = 256, 192  # widths of their parts
WORD = 64  # of a word's vector
MOST_SOUND = 300  # states, ten a second
VECTOR = TEXT + LOOK + READ


@dataclass(frozen=True)
class Shape:
    """How large the model is, and what its picture encoder gives it."""

    variant: str = "cross_attention"  # or two_stream, single_stream
    width: int = 192
    heads: int = 4
    layers: int = 2
    grid_layers: int = 2
    dropout: float = 0.1
    pieces: int = 3000  # that captions are written with
    cells: int = 49
    picture: int = 1280  # the width of a cell

    @property
    def grid(self) -> Grid:
        return Grid(self.cells, self.picture)


@dataclass(frozen=True)
class Fused:
    """What the model makes of B queries or figures."""

    meaning: Tensor  # (B, 384), norm 1
    look: Tensor  # (B, 256), norm 1, or 0 without a picture
    read: Tensor  # (B, 192), norm 1, or 0 without words on it
    gates: Tensor  # (B, 3), sum to 1 over the channels that are there
    word_vectors: Tensor  # (B, note + heard, 64), norm 1
    word_weights: Tensor  # (B, note + heard), sum to 1
    counted: tuple[Tensor, Tensor, Tensor, Tensor]  # weights of each modality's tokens; all together sum to 1
    state: Tensor  # (B, D) the whole, for the smaller heads
    tokens: Tensor  # (B, all tokens, D)
    mask: Tensor  # (B, all tokens)

    @property
    def vector(self) -> Tensor:
        """(B, 832): its dot product with a figure's or passage's vector is the score."""
        gates = self.gates
        return torch.cat(
            [gates[:, :1] * self.meaning, gates[:, 1:2] * self.look, gates[:, 2:] * self.read], dim=1
        )


class FusionModel(nn.Module):
    """One tower for what is asked and for figures; passages take the light part of it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d, drop = shape.width, shape.dropout
        self.shape = shape
        self.text, self.heard = Adapter(TEXT, d, drop), Adapter(TEXT, d, drop)
        self.words, self.place = Adapter(TEXT, d, drop), nn.Linear(4, d)
        self.picture = Adapter(shape.picture, d, drop)
        self.sound = Adapter(SOUND, d, drop)
        self.waves: Tensor
        self.register_buffer("waves", waves(MOST_SOUND, d), persistent=False)
        self.grid = GridTransformer(shape.cells, d, shape.heads, shape.grid_layers, drop)
        self.hearing = Layer(d, shape.heads, drop)
        self.kinds = nn.Parameter(torch.randn(5, d) * 0.02)  # note, picture, words, heard, sound
        self.fusion = VARIANTS[shape.variant](len(MODALITIES), d, shape.heads, shape.layers, drop)
        self.pool, self.words_pool = Pool(d), Pool(d)
        self.meaning, self.look, self.read = nn.Linear(d, TEXT), nn.Linear(d, LOOK), nn.Linear(d, READ)
        self.look_base, self.read_base = nn.Linear(shape.picture, LOOK), nn.Linear(TEXT, READ, bias=False)
        self.look_pool = Pool(d)
        self.word, self.word_weight = nn.Linear(TEXT, WORD), nn.Linear(d, 1)
        self.gate = nn.Sequential(nn.Linear(2 * d + 4, d), nn.GELU(), nn.Linear(d, 3))
        self.passage_pool = Pool(d)
        self.passage_meaning = nn.Linear(d, TEXT)
        self.of_screen = nn.Parameter(torch.tensor(0.3))  # how much words on the picture add to what is meant
        # how much of what is learnt is added to the encoders' own: a little, lest strange books lose
        self.learnt = nn.Parameter(torch.full((4,), 0.1))
        nn.init.orthogonal_(self.read_base.weight)

    def forward(self, given: Given) -> Fused:
        streams, masks = self._streams(given)
        streams = self.fusion(streams, masks)
        lengths = [stream.shape[1] for stream in streams]
        tokens, mask = torch.cat(streams, 1), torch.cat(masks, 1)
        pooled, of_all = self.pool(tokens, mask)
        of_each = list(of_all.split(lengths, dim=1))
        there = given.present
        look, of_cells = self._see(given.picture, given.picture_mask)
        on_it, of_words = self.words_pool(streams[WORDS], given.words_mask)
        read = self._added(self.read_base(weighted(given.words, of_words)), self.read(on_it), 2)
        read = read * there[:, WORDS, None]
        gates = self._gates(pooled, on_it, there)
        vectors, word_weights = self._word_vectors(given, streams)
        counted = [gates[:, :1] * weights for weights in of_each]
        counted[PICTURE] = counted[PICTURE] + gates[:, 1:2] * of_cells
        counted[WORDS] = counted[WORDS] + gates[:, 2:] * of_words
        return Fused(
            self._meaning(given, pooled, of_each), look, read, gates, vectors, word_weights,
            (counted[0], counted[1], counted[2], counted[3]), pooled, tokens, mask,
        )  # fmt: skip

    def see(self, picture: Tensor, mask: Tensor) -> Tensor:
        """(B, cells, width), (B, cells) → how pictures look, (B, 256) of norm 1, or 0 where there is none."""
        return self._see(picture, mask)[0]

    def _see(self, picture: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        tokens = self.grid(self.picture(picture), mask)
        pooled, weights = self.look_pool(tokens, mask)
        own = self.look_base(unit(strongest(picture, weights)))
        return self._added(own, self.look(pooled), 1) * mask.any(1, keepdim=True), weights

    def _added(self, own: Tensor, learnt: Tensor, part: int) -> Tensor:
        return unit(unit(own) + self.learnt[part] * unit(learnt))

    def passage(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """(B, n, 384), (B, n) → vectors (B, 384) of norm 1 in the space of `meaning`, words (B, n, 64)."""
        tokens = self.text(states)
        pooled, weights = self.passage_pool(tokens, mask)
        vector = self._added(weighted(states, weights), self.passage_meaning(pooled), 3)
        return vector, unit(self.word(states)) * mask[..., None].float()

    def _streams(self, given: Given) -> tuple[list[Tensor], list[Tensor]]:
        kinds = self.kinds
        note = self.text(given.note) + kinds[0]
        picture = self.grid(self.picture(given.picture) + kinds[1], given.picture_mask)
        words = self.words(given.words) + self.place(given.boxes) + kinds[2]
        heard = self.heard(given.heard) + kinds[3]
        sound = self.sound(given.sound) + self.waves[: given.sound.shape[1]] + kinds[4]
        sound = self.hearing(sound, given.sound_mask)
        speech = torch.cat([heard, sound], 1)
        speech_mask = torch.cat([given.heard_mask, given.sound_mask], 1)
        return [note, picture, words, speech], [
            given.note_mask, given.picture_mask, given.words_mask, speech_mask,
        ]  # fmt: skip

    def _meaning(self, given: Given, pooled: Tensor, weights: list[Tensor]) -> Tensor:
        """The encoder's states of what was typed and heard, of the words on the picture, and the rest."""
        of_heard = weights[SPEECH][:, : given.heard.shape[1]]
        said = weighted(torch.cat([given.note, given.heard], 1), torch.cat([weights[NOTE], of_heard], 1))
        on_it = weighted(given.words, weights[WORDS])
        return self._added(said + self.of_screen * on_it, self.meaning(pooled), 0)

    def _gates(self, pooled: Tensor, on_it: Tensor, there: Tensor) -> Tensor:
        gates = self.gate(torch.cat([pooled, on_it, there.float()], 1))
        able = torch.stack([torch.ones_like(there[:, 0]), there[:, PICTURE], there[:, WORDS]], 1)
        shares: Tensor = (gates + (~able).float() * FAR).softmax(-1)
        return shares

    def _word_vectors(self, given: Given, streams: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Of the typed and the recognised words, and how much each one counts."""
        length = given.heard.shape[1]
        fused = torch.cat([streams[0], streams[3][:, :length]], 1)
        states = torch.cat([given.note, given.heard], 1)
        mask = torch.cat([given.note_mask, given.heard_mask], 1)
        scores = self.word_weight(fused)[..., 0] + (~mask).float() * FAR
        return unit(self.word(states)) * mask[..., None].float(), scores.softmax(-1) * mask.float()
