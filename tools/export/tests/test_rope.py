"""RoPE with and without scaling: transformers' frequencies, and a whole network's logits."""

import numpy as np
import pytest

from longctx_export.errors import ExportError
from longctx_export.rope import Rope
from tests.conftest import difference, random_ids
from tests.editing import edit_config

LLAMA3 = {
    "rope_type": "llama3",
    "factor": 8.0,
    "low_freq_factor": 1.0,
    "high_freq_factor": 4.0,
    "original_max_position_embeddings": 64,
}
YARN = {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 128}
LLAMA3_OF_8 = [1.0, 0.01304226, 0.00125, 0.000125]
YARN_OF_8 = [1.0, 0.0625, 0.0025, 0.00025]
SCALINGS = [
    {"rope_type": "default"},
    {"rope_type": "linear", "factor": 2.5},
    LLAMA3,
    {**LLAMA3, "low_freq_factor": 2.0, "original_max_position_embeddings": 8192},
    YARN,
    {**YARN, "beta_fast": 16, "beta_slow": 2, "attention_factor": 1.3},
    {**YARN, "truncate": False},
    {**YARN, "factor": 0.5},
    {"rope_type": "yarn", "factor": 4.0},
]


def rope(settings, positions=512):
    return Rope({"rope_theta": 1e4, **settings}, positions, "config.json")


@pytest.mark.parametrize("size", [8, 64, 128])
@pytest.mark.parametrize("settings", SCALINGS, ids=lambda s: s["rope_type"])
def test_frequencies_are_those_of_transformers(settings, size):
    transformers = pytest.importorskip("transformers")
    from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

    config = transformers.LlamaConfig(
        hidden_size=4 * size,
        num_attention_heads=4,
        head_dim=size,
        max_position_embeddings=512,
        rope_parameters={"rope_theta": 1e4, **settings},
    )
    if settings["rope_type"] == "default":
        expected, factor = 1e4 ** -(np.arange(0, size, 2) / size), 1.0
    else:
        expected, factor = ROPE_INIT_FUNCTIONS[settings["rope_type"]](config, "cpu")
    found = rope(settings)
    assert np.allclose(found.frequencies(size), np.asarray(expected), rtol=1e-5, atol=0)
    assert found.attention_factor == pytest.approx(factor)


def test_frequencies_of_each_kind():
    """Transformers' values for heads of 8, kept here for where it isn't installed."""
    expected = {
        "default": [1.0, 0.1, 0.01, 0.001],
        "linear": [0.4, 0.04, 0.004, 0.0004],
        "llama3": LLAMA3_OF_8,
        "yarn": YARN_OF_8,
    }
    for settings in [SCALINGS[0], SCALINGS[1], LLAMA3, YARN]:
        found = rope(settings).frequencies(8)
        assert np.allclose(found, expected[settings["rope_type"]], rtol=1e-5)


@pytest.mark.parametrize("architecture", ["llama", "qwen2", "qwen3"])
@pytest.mark.parametrize("settings", [SCALINGS[1], LLAMA3, YARN], ids=lambda s: s["rope_type"])
@pytest.mark.parametrize(
    ("cache", "head_dim"), [("plain", 8), ("group-query", 8), ("group-query", 16)]
)
def test_logits_with_scaling_are_those_of_transformers(
    lm_checkpoint, lm_export, architecture, settings, cache, head_dim
):
    transformers = pytest.importorskip("transformers")
    source = lm_checkpoint(architecture, head_dim=head_dim)
    edit_config(source, rope_scaling=settings)
    ids = random_ids(300)
    import torch

    model = transformers.AutoModelForCausalLM.from_pretrained(source, dtype=torch.float32)
    with torch.no_grad():
        expected = model(torch.as_tensor(ids)).logits[0]
    assert difference(lm_export(source, cache=cache).logits(ids[0].tolist()), expected) <= 2e-4


def test_positions_that_yarn_reaches(lm_checkpoint, lm_export):
    source = edit_config(lm_checkpoint(max_positions=128), rope_scaling=YARN)
    assert lm_export(source).manifest["maxPositions"] == 512


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"rope_type": "dynamic", "factor": 2.0}, "rope_type"),
        ({"rope_type": "longrope"}, "rope_type"),
        ({"rope_type": "linear"}, "factor"),
        ({"rope_type": "linear", "factor": 0}, "factor"),
        ({"rope_type": "linear", "factor": float("nan")}, "factor"),
        ({**LLAMA3, "high_freq_factor": 1.0}, "high_freq_factor"),
        ({**LLAMA3, "low_freq_factor": None}, "low_freq_factor"),
        ({**YARN, "beta_fast": "32"}, "beta_fast"),
        ({**YARN, "mscale": 1.0}, "mscale"),
        ({"rope_type": "default", "partial_rotary_factor": 0.5}, "partial_rotary_factor"),
        ({"rope_type": "default", "rope_theta": "1e4"}, "rope_theta"),
    ],
)
def test_settings_that_are_not_understood(settings, word):
    with pytest.raises(ExportError, match=f"{word}: expected .*, found "):
        rope(settings)
