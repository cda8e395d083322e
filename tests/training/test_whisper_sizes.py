"""Whisper of another size is exported and heard by the same code, once it has a manifest and is here."""

import dataclasses

import numpy as np
import pytest
import torch
import whisper.model

from tutor_app.core.cancel import Cancellation
from tutor_app.engine.registry.installed import largest_installed, weight
from tutor_app.engine.registry.manifest import load_manifests
from tutor_app.engine.runtime import open_session
from tutor_app.engine.speech.decode import Decoder
from tutor_app.engine.speech.recogniser import joined
from tutor_app.engine.speech.tokens import Tokens
from tutor_app.settings.home import below
from tutor_app.training import export
from tutor_app.training.export import EXPORTERS, exporter_of, trace, whisper_graphs

SMALL = whisper.model.ModelDimensions(
    n_mels=80, n_audio_ctx=1500, n_audio_state=192, n_audio_head=3, n_audio_layer=2,
    n_vocab=51865, n_text_ctx=448, n_text_state=192, n_text_head=3, n_text_layer=3,
)  # fmt: skip


@pytest.fixture
def manifests():
    base = load_manifests()["whisper-base"]
    file = dataclasses.replace(base.files[0], size_bytes=2 * base.files[0].size_bytes)
    small = dataclasses.replace(base, name="whisper-small", default=False, files=(file,), exports=())
    return {"whisper-small": small, "whisper-base": base}


def test_the_largest_one_that_is_here_hears(manifests, models_home, tmp_path):
    home = below(tmp_path)
    assert largest_installed(home, "speech", manifests) == "whisper-base"
    (home.models / "whisper-small").mkdir(parents=True)
    (home.models / "whisper-base").symlink_to(models_home.models / "whisper-base", target_is_directory=True)
    assert largest_installed(home, "speech", manifests) == "whisper-base"
    with (home.models / "whisper-small" / "model.bin").open("wb") as file:
        file.truncate(manifests["whisper-small"].files[0].size_bytes)
    assert largest_installed(home, "speech", manifests) == "whisper-small"


def test_every_size_is_exported_as_base_is(manifests, monkeypatch):
    monkeypatch.setattr(export, "load_manifests", lambda: manifests)
    assert exporter_of("whisper-small") is EXPORTERS["whisper-base"]


def test_another_size_gives_openai_whispers_tokens(models_home, tmp_path):
    torch.manual_seed(3)
    model = whisper.model.Whisper(SMALL).eval()
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.08)
    for graph in whisper_graphs(model):
        trace(graph, tmp_path, ())
    encoder, decoder = (
        open_session(tmp_path / f"{part}.float32.onnx", "cpu") for part in ("encoder", "decoder")
    )
    mel = np.random.default_rng(3).standard_normal((80, 3000)).astype(np.float32)
    tokens = Tokens(weight(models_home, "whisper-base", "tokenizer.json"))
    heard = Decoder(encoder, decoder, tokens).hear(mel, "en", 12, Cancellation())
    never = torch.tensor(tokens.never)
    said = [50258, 50259, 50359, 50363]
    with torch.no_grad():
        sound = model.encoder(torch.from_numpy(mel)[None])
        for id in heard.ids:
            logits = model.decoder(torch.tensor([said]), sound)[0, -1]
            logits[never] = -torch.inf
            if len(said) == 4:
                logits[torch.tensor(tokens.never_first)] = -torch.inf
            assert int(logits.argmax()) == id
            said.append(id)
    assert len(heard.ids) > 3
    assert joined([heard]).sound is None  # the fusion model reads the states of base
