"""Language models: what the exporter does not understand it refuses, saying what it found."""

import numpy as np
import pytest

from longctx_export.config_json import ConfigJson
from longctx_export.errors import ExportError
from longctx_export.lm_config import parse_lm_config
from tests.conftest import TOKENIZER
from tests.editing import edit_config, edit_tensors


@pytest.fixture
def refuses(lm_export, tmp_path):
    def check(source, *words, **options):
        with pytest.raises(ExportError) as caught:
            lm_export(source, **options)
        for word in [*words, "expected", "found"]:
            assert word in str(caught.value)
        assert not (tmp_path / "model").exists()
        assert not list(tmp_path.glob(".export-*"))

    return check


@pytest.mark.parametrize(
    "changes",
    [
        {"model_type": "mistral"},
        {"model_type": "absent"},
        {"architectures": ["LlamaForSequenceClassification"]},
        {"architectures": "absent"},
        {"hidden_act": "gelu"},
        {"use_sliding_window": True},
        {"layer_types": ["full_attention", "sliding_attention", "full_attention"]},
        {"quantization_config": {"bits": 4}},
        {"pretraining_tp": 2},
        {"partial_rotary_factor": 0.5},
        {"num_key_value_heads": 3},
        {"num_attention_heads": 0},
        {"num_hidden_layers": 0},
        {"hidden_size": "32"},
        {"head_dim": 7},
        {"head_dim": 8.0},
        {"vocab_size": True},
        {"max_position_embeddings": 0},
        {"max_position_embeddings": "absent"},
        {"rms_norm_eps": "1e-6"},
        {"tie_word_embeddings": "no"},
        {"attention_bias": 1},
        {"rope_theta": "10000"},
    ],
    ids=lambda changes: "-".join(map(str, next(iter(changes.items())))),
)
def test_a_setting_that_the_graph_does_not_honour(lm_checkpoint, refuses, changes):
    refuses(edit_config(lm_checkpoint(), **changes), next(iter(changes)))


def test_qwen_needs_its_number_of_key_value_heads(lm_checkpoint, refuses):
    source = edit_config(lm_checkpoint("qwen2"), num_key_value_heads="absent")
    refuses(source, "num_key_value_heads")


def test_what_the_config_leaves_out_is_what_transformers_takes(lm_checkpoint):
    source = edit_config(
        lm_checkpoint(), rope_theta="absent", head_dim="absent", num_key_value_heads="absent"
    )
    config = parse_lm_config(ConfigJson(source / "config.json"))
    assert (config.rope.theta, config.head_dim, config.kv_heads) == (10_000, 8, 4)
    source = edit_config(lm_checkpoint("qwen3", name="qwen3"), head_dim="absent")
    assert parse_lm_config(ConfigJson(source / "config.json")).head_dim == 128


@pytest.mark.parametrize("text", ["", "[]", "{", '"llama"'])
def test_a_config_that_is_no_json_object(lm_checkpoint, refuses, text):
    source = lm_checkpoint()
    (source / "config.json").write_text(text)
    refuses(source, "config.json")


def test_a_checkpoint_without_config(lm_checkpoint, refuses):
    source = lm_checkpoint()
    (source / "config.json").unlink()
    refuses(source, "config.json")


@pytest.mark.parametrize(
    "name",
    [
        "lm_head.weight",
        "model.norm.weight",
        "model.embed_tokens.weight",
        "model.layers.1.self_attn.k_norm.weight",
        "model.layers.2.mlp.down_proj.weight",
    ],
)
def test_a_missing_tensor(lm_checkpoint, refuses, name):
    source = edit_tensors(lm_checkpoint("qwen3"), lambda tensors: tensors.pop(name))
    refuses(source, name, "nothing")


@pytest.mark.parametrize(
    "name",
    [
        "model.layers.0.self_attn.q_proj.bias",
        "model.layers.0.self_attn.q_norm.weight",
        "model.layers.3.input_layernorm.weight",
        "cls_head.weight",
    ],
)
def test_a_tensor_that_the_architecture_has_not(lm_checkpoint, refuses, name):
    def change(tensors):
        tensors[name] = np.ones(8, np.float32)

    refuses(edit_tensors(lm_checkpoint(), change), "tensors", name)


def test_frequencies_of_old_checkpoints_are_passed_over(lm_checkpoint, lm_export):
    def change(tensors):
        tensors["model.layers.0.self_attn.rotary_emb.inv_freq"] = np.ones(4, np.float32)

    assert lm_export(edit_tensors(lm_checkpoint(), change)).logits([1, 2]).shape == (2, 512)


def test_a_tensor_of_another_shape_or_with_infinities(lm_checkpoint, refuses):
    def transpose(tensors):
        name = "model.layers.0.mlp.down_proj.weight"
        tensors[name] = np.ascontiguousarray(tensors[name].T)

    def spoil(tensors):
        tensors["model.norm.weight"][0] = np.inf

    refuses(edit_tensors(lm_checkpoint(), transpose), "down_proj", "(32, 48)", "(48, 32)")
    refuses(edit_tensors(lm_checkpoint(name="other"), spoil), "model.norm.weight", "finite")


def test_blocks_that_do_not_fill_the_embeddings(lm_checkpoint, refuses):
    refuses(lm_checkpoint(hidden=48), "hidden_size", "multiple of 32", weights="int8")


def test_heads_that_the_operator_does_not_take(lm_checkpoint, refuses):
    refuses(lm_checkpoint(head_dim=12), "head_dim", "multiple of 8", cache="group-query")


def test_a_tokenizer_with_more_ids_than_embeddings(lm_checkpoint, refuses):
    refuses(lm_checkpoint(vocab=511), "highest id", tokenizer=TOKENIZER)


@pytest.mark.parametrize(
    "option",
    [
        {"cache": "paged"},
        {"precision": "bf16"},
        {"weights": "int2"},
        {"activations": "int4"},
        {"external": "never"},
        {"max_positions": 0},
        {"devices": ()},
        {"devices": ("cpu", "cpu")},
        {"license": " "},
        {"name": ""},
    ],
    ids=str,
)
def test_an_option_that_is_not_known(lm_checkpoint, refuses, option):
    refuses(lm_checkpoint(), **option)


def test_a_target_that_exists(lm_checkpoint, lm_export):
    source = lm_checkpoint()
    lm_export(source)
    with pytest.raises(ExportError, match="does not exist yet"):
        lm_export(source)
