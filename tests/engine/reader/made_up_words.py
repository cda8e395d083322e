"""A tokenizer of whole words with BERT's marks, and weight files with random word embeddings."""

import json
import struct

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

WORDS = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "ice",
    "melts",
    "water",
    "freezes",
    "why",
    "does",
    "it",
    "rain",
    "sun",
)
WIDTH = 384


def word_tokenizer():
    tokenizer = Tokenizer(models.WordLevel({word: id for id, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    return tokenizer


def write_safetensors(file, table):
    name = "embeddings.word_embeddings.weight"
    header = {name: {"dtype": "F32", "shape": table.shape, "data_offsets": [0, table.nbytes]}}
    text = json.dumps(header).encode()
    file.write_bytes(struct.pack("<Q", len(text)) + text + table.tobytes())


def write_container(file, stored):
    """The 4-bit layout: an empty vocabulary, then one array; `stored` (n, 12, 18) bytes."""
    head = b"E5S1" + bytes(40) + struct.pack("<5i", 0, 0, 0, 0, 0) + struct.pack("<Q", 0) + bytes(4)
    head += struct.pack("<i", 0) + struct.pack("<I", 0) + struct.pack("<i", 1)
    name = b"emb.word"
    entry = struct.pack("<H", len(name)) + name + b"\1"
    start = len(head) + len(entry) + 4 + 16
    count = stored.shape[0] * WIDTH
    entry += struct.pack("<I", count) + struct.pack("<QQ", start, stored.size)
    file.write_bytes(head + entry + stored.tobytes())


def random_blocks(rows, seed=0):
    random = np.random.default_rng(seed)
    stored = random.integers(0, 256, (rows, 12, 18), dtype=np.uint8)
    stored[..., :2] = random.normal(size=(rows, 12, 1)).astype(np.float16).view(np.uint8).reshape(rows, 12, 2)
    return stored
