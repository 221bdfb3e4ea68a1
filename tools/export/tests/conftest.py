import json
import os
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from longctx_export.config import CprsConfig
from longctx_export.critic import CriticOptions, export_critic
from longctx_export.lm import LmOptions, export_lm
from longctx_export.random_cprs import write_random_checkpoint
from longctx_export.random_lm import random_lm_config, write_random_lm
from tests.lm_session import Lm

ROOT = Path(__file__).resolve().parents[3]
CRITICS = ROOT / "fixtures" / "critics"
TOKENIZER = CRITICS / "tiny-cprs" / "tokenizer.json"
MODELS = Path(os.environ.get("LONGCTX_TEST_MODELS", ROOT / "shared" / "models"))
TINY = dict(
    vocab=512,
    hidden=32,
    intermediate=48,
    layers=3,
    first_bidirectional=2,
    heads=4,
    kv_heads=2,
    head_dim=8,
    rope_theta=1e6,
    norm_epsilon=1e-6,
    max_positions=512,
    tied_embeddings=False,
)

TINY_LM = dict(
    vocab=512,
    hidden=32,
    intermediate=48,
    layers=3,
    heads=4,
    kv_heads=2,
    head_dim=8,
    max_positions=512,
    tied_embeddings=False,
)


@pytest.fixture(scope="session")
def shared_checkpoint():
    path = MODELS / "tiny-random-cprs"
    if not path.is_dir():
        pytest.skip(f"no checkpoint at {path}; LONGCTX_TEST_MODELS names the folder that holds it")
    return path


@pytest.fixture
def checkpoint(tmp_path):
    """Writes a random checkpoint; arguments override TINY's settings."""

    def write(seed=1, lm_head=False, name="checkpoint", **settings):
        path = tmp_path / name
        write_random_checkpoint(path, CprsConfig(**{**TINY, **settings}), seed, lm_head)
        (path / "tokenizer.json").write_bytes(TOKENIZER.read_bytes())
        return path

    return write


@pytest.fixture
def export(tmp_path):
    """Exports a checkpoint and returns a Critic."""

    def run(source, name="critic", **options):
        options.setdefault("tokenizer", TOKENIZER)
        export_critic(source, tmp_path / name, CriticOptions(**options))
        return Critic(tmp_path / name)

    return run


@pytest.fixture
def lm_checkpoint(tmp_path):
    """Writes a random language model; arguments override TINY_LM's settings."""

    def write(architecture="llama", seed=1, name="checkpoint", theta=1e4, **settings):
        path = tmp_path / name
        config = random_lm_config(architecture, theta, **{**TINY_LM, **settings})
        write_random_lm(path, config, seed)
        return path

    return write


@pytest.fixture
def lm_export(tmp_path):
    """Exports a checkpoint and returns an Lm."""

    def run(source, name="model", **options):
        export_lm(source, tmp_path / name, LmOptions(**options))
        return Lm(tmp_path / name)

    return run


class Critic:
    """An exported directory, run by ONNX Runtime."""

    def __init__(self, directory, file="model.onnx"):
        self.directory = directory
        self.manifest = json.loads((directory / "longctx.json").read_text(encoding="utf-8"))
        self.session = onnxruntime.InferenceSession(str(directory / file))

    def run(self, ids, mask=None, output="bio_logits"):
        ids = np.array(ids, np.int64)
        mask = np.ones_like(ids) if mask is None else np.array(mask, np.int64)
        feed = {"input_ids": ids, "attention_mask": mask}
        return self.session.run([output], feed)[0]


def random_ids(length, seed=0, batch=1):
    return np.random.default_rng(seed).integers(0, 509, (batch, length))


def padded(sequences, side="right", pad=509):
    """One batch of the sequences with its mask."""
    length = max(map(len, sequences))
    ids = np.full((len(sequences), length), pad)
    mask = np.zeros_like(ids)
    for row, sequence in enumerate(sequences):
        place = slice(0, len(sequence)) if side == "right" else slice(length - len(sequence), None)
        ids[row, place], mask[row, place] = sequence, 1
    return ids, mask


def difference(a, b):
    assert np.isfinite(np.asarray(a)).all()
    return float(np.abs(np.asarray(a, np.float64) - np.asarray(b, np.float64)).max())
