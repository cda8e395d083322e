"""The reader: a BERT encoder over question and passage together, with four heads.

Source: the cross-encoder of arXiv 1901.04085; the answer sentence by its tokens as in arXiv 1810.04805, 4.2.
"""

import torch
from torch import Tensor, nn
from transformers import BertModel

WIDTH = 384
VERDICTS = ("supported", "refuted", "unknown")


class ReaderNetwork(nn.Module):
    """Token ids of a pair → logits: rank, answerable, three verdicts, and one for each token."""

    def __init__(self, encoder: BertModel, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = encoder
        self.pooler = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.Tanh(), nn.Dropout(dropout))
        self.rank, self.answerable = nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        self.verdict = nn.Linear(WIDTH, len(VERDICTS))
        self.choose = nn.Linear(WIDTH, 1)

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """(B, n) each → rank (B,), answerable (B,), verdict (B, 3), choose (B, n)."""
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        return self.judge(states)

    def judge(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Apply the heads to token states (B, n, 384)."""
        whole = self.pooler(states[:, 0])
        return (
            self.rank(whole)[:, 0],
            self.answerable(whole)[:, 0],
            self.verdict(whole),
            self.choose(states)[..., 0],
        )


def freeze(network: ReaderNetwork, layers: int = 0) -> None:
    """Keep the word embeddings, and so many of the lowest layers, as the encoder's source has them."""
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    network.encoder.embeddings.position_embeddings.weight.requires_grad_(False)
    for layer in network.encoder.encoder.layer[:layers]:
        layer.requires_grad_(False)


def prepare_encoder(network: ReaderNetwork) -> None:
    """Have attention computed plainly and without dropout.

    On a processor with AMX a step in bfloat16 takes 0.6 s so, 1.0 with the fused attention, 2.2 with its
    dropout, whose random numbers one thread draws.
    """
    encoder = network.encoder
    encoder.set_attn_implementation("eager")
    for module in encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0


def pool_sentences(tokens: Tensor, owners: Tensor, sentences: int) -> Tensor:
    """Mean token logit of each sentence.

    tokens: (B, n) float; owners: (B, n) long, the sentence of each token, -1 for none → (B, S), -1e4 where a
    row has no such sentence.
    """
    inside = torch.nn.functional.one_hot(owners + 1, sentences + 1)[..., 1:].to(tokens.dtype)  # (B, n, S)
    counts = inside.sum(1)
    means: Tensor = torch.einsum("bn,bns->bs", tokens, inside) / counts.clamp_min(1.0)
    return means.masked_fill(counts == 0, -1e4)
