"""Writes random Llama, Qwen2 and Qwen3 checkpoints of any size."""

import shutil
from pathlib import Path

from longctx_export.causal_lm import lm_shapes
from longctx_export.chat_files import GENERATION, KEYS, TOKENIZER
from longctx_export.config_json import check_heads
from longctx_export.errors import expect
from longctx_export.lm_config import ARCHITECTURES, LmConfig
from longctx_export.random_checkpoint import config_json, write_random
from longctx_export.rope import Rope
from longctx_export.tokenizer import CheckedTokenizer

TIED = dict(embedding_scale=0.3, gain=4.0)
"""Of tied embeddings: else a token's own logit outweighs all others, and every text repeats it."""


def random_lm_config(architecture, theta=1e6, **settings):
    """The settings of a checkpoint, with its architecture's biases and unscaled RoPE."""
    expect(architecture in ARCHITECTURES, "architecture", sorted(ARCHITECTURES), architecture)
    rope = {"rope_type": "default", "rope_theta": theta}
    config = LmConfig(
        architecture=architecture,
        rope=Rope(rope, settings["max_positions"], "random checkpoint"),
        norm_epsilon=1e-6,
        qkv_bias=architecture == "qwen2",
        **settings,
    )
    check_heads(config, "random checkpoint")
    for key in ["vocab", "hidden", "intermediate", "layers"]:
        expect(getattr(config, key) > 0, f"random checkpoint {key}", "above 0", 0)
    return config


def write_random_lm(target, config, seed=0, tokenizer=None):
    """Writes a checkpoint; tokenizer is a tokenizer.json, or a directory with one and more."""
    files = _tokenizer_files(tokenizer) if tokenizer else []
    if files:
        CheckedTokenizer(files[0]).check(config.vocab, [])
    scales = TIED if config.tied_embeddings else {}
    kind = config.architecture
    raw = config_json(config, ARCHITECTURES[kind], kind, config.rope.theta)
    write_random(target, raw, lm_shapes(config), seed, **scales)
    for file in files:
        name = file.name if Path(tokenizer).is_dir() else TOKENIZER
        shutil.copyfile(file, Path(target) / name)


def _tokenizer_files(tokenizer):
    """tokenizer.json first."""
    path = Path(tokenizer)
    if not path.is_dir():
        return [path]
    others = [path / name for name in [*KEYS.values(), GENERATION] if name != TOKENIZER]
    return [path / TOKENIZER, *(file for file in others if file.is_file())]
