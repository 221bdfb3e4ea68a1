"""What the exporter does not understand it refuses, saying what it expected and what it found."""

import json

import numpy as np
import pytest

from longctx_export.config import read_config
from longctx_export.errors import ExportError
from tests.editing import edit_config, edit_tensors


@pytest.fixture
def refuses(export, tmp_path):
    def check(source, *words, **options):
        with pytest.raises(ExportError) as caught:
            export(source, **options)
        for word in words:
            assert word in str(caught.value)
        assert not (tmp_path / "critic").exists()
        assert not list(tmp_path.glob(".export-*"))

    return check


@pytest.mark.parametrize(
    "changes",
    [
        {"use_sliding_window": True},
        {"architectures": ["Qwen2ForCausalLM"]},
        {"model_type": "llama"},
        {"hidden_act": "gelu"},
        {"quantization_config": {"bits": 4}},
        {"layer_types": ["full_attention", "sliding_attention"]},
        {"rope_parameters": {"rope_type": "yarn", "rope_theta": 1e6}},
        {"rope_theta": "absent"},
        {"num_key_value_heads": 3},
        {"hidden_size": "64"},
        {"first_bidirectional_layer": 4},
        {"max_position_embeddings": 0},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_setting_that_the_graph_does_not_honour(checkpoint, refuses, changes):
    key = next(iter(changes)).replace("rope_parameters", "rope_type")
    refuses(edit_config(checkpoint(), **changes), key, "expected", "found")


def test_the_published_layer_where_the_config_names_none(checkpoint, refuses):
    source = edit_config(checkpoint(layers=28), first_bidirectional_layer="absent")
    assert read_config(source / "config.json").first_bidirectional == 21
    short = edit_config(checkpoint(name="short"), first_bidirectional_layer="absent")
    refuses(short, "first_bidirectional_layer", "expected at most", "found 21")


@pytest.mark.parametrize("rows", [2, 3, 5])
def test_a_head_with_another_number_of_labels(checkpoint, refuses, rows):
    def change(tensors):
        tensors["cls_head.weight"] = np.zeros((rows, 32), np.float32)

    refuses(edit_tensors(checkpoint(), change), "cls_head.weight", "(4, 32)", f"({rows}, 32)")


def test_a_missing_tensor(checkpoint, refuses):
    source = edit_tensors(checkpoint(), lambda tensors: tensors.pop("cls_head.bias"))
    refuses(source, "cls_head.bias", "nothing")


def test_a_tensor_that_is_not_part_of_the_architecture(checkpoint, refuses):
    def change(tensors):
        tensors["model.layers.0.self_attn.q_norm.weight"] = np.ones(8, np.float32)

    refuses(edit_tensors(checkpoint(), change), "q_norm")


def test_an_integer_tensor(checkpoint, refuses):
    def change(tensors):
        tensors["model.norm.weight"] = np.ones(32, np.int8)

    refuses(edit_tensors(checkpoint(), change), "model.norm.weight", "I8")


def test_values_that_are_not_finite_or_too_big_for_fp16(checkpoint, refuses):
    def change(tensors):
        tensors["model.norm.weight"][3] = 1e6

    refuses(edit_tensors(checkpoint(), change), "model.norm.weight", "65504", precision="fp16")


@pytest.mark.parametrize("kept", [0, 4, 1000, -1])
def test_truncated_safetensors(checkpoint, refuses, kept):
    source = checkpoint()
    path = source / "model.safetensors"
    path.write_bytes(path.read_bytes()[:kept])
    refuses(source, "model.safetensors", "expected a whole safetensors file")


def test_a_checkpoint_in_pickle_form(checkpoint, refuses):
    source = checkpoint()
    (source / "model.safetensors").rename(source / "pytorch_model.bin")
    refuses(source, "model.safetensors", "neither")


@pytest.mark.parametrize("name", ["../model.safetensors", "/tmp/x.safetensors", "weights.bin"])
def test_an_index_that_leaves_the_directory(checkpoint, refuses, name):
    source = checkpoint()
    (source / "model.safetensors").unlink()
    index = {"weight_map": {"model.norm.weight": name}}
    (source / "model.safetensors.index.json").write_text(json.dumps(index))
    refuses(source, "plain .safetensors file name")


def test_a_missing_tokenizer(checkpoint, refuses):
    source = checkpoint()
    (source / "tokenizer.json").unlink()
    refuses(source, "tokenizer.json", "no file", tokenizer=None)


def test_a_broken_tokenizer(checkpoint, refuses):
    source = checkpoint()
    (source / "tokenizer.json").write_text('{"model": 1}')
    refuses(source, "expected a tokenizer.json", tokenizer=None)


def test_a_tokenizer_with_more_ids_than_embeddings(checkpoint, refuses):
    refuses(checkpoint(vocab=511), "highest id", "511")


def test_a_tokenizer_without_the_prompt_tokens(checkpoint, refuses):
    source = checkpoint()
    path = source / "tokenizer.json"
    path.write_text(path.read_text().replace("<|im_start|>", "<|other|>"))
    refuses(source, "<|im_start|>", tokenizer=None)


def test_an_unknown_padding_token(checkpoint, refuses):
    refuses(checkpoint(), "<pad>", pad_token="<pad>")


@pytest.mark.parametrize("window", [-1, 513])
def test_a_window_beyond_the_positions(checkpoint, refuses, window):
    refuses(checkpoint(), "window tokens", "512", str(window), window_tokens=window)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("needle", "fact"), "'outside' among them"),
        (("outside", "outside"), "no word twice"),
        (("outside", "outsider"), "different first tokens"),
    ],
)
def test_tag_words_that_can_not_be_told_apart(checkpoint, refuses, words, message):
    refuses(checkpoint(lm_head=True), message, tag_words=words)


def test_tag_words_without_an_lm_head(checkpoint, refuses):
    refuses(checkpoint(), "lm_head.weight", tag_words=("fact", "outside"))


def test_dynamic_int8_with_fp16_or_on_cuda(checkpoint, refuses):
    source = checkpoint()
    refuses(source, "dynamic int8", dynamic_int8=True, precision="fp16")
    refuses(source, "dynamic int8", dynamic_int8=True, devices=("cuda",))


@pytest.mark.parametrize(
    "option",
    [
        {"threshold": 2.0},
        {"threshold": float("nan")},
        {"query_block": 0},
        {"query_block": -3},
        {"license": ""},
        {"devices": ("cpu", "cpu")},
        {"window_tokens": 0},
    ],
)
def test_an_option_that_java_would_refuse(checkpoint, refuses, option):
    refuses(checkpoint(), "expected", **option)


def test_a_target_that_exists(checkpoint, export):
    source = checkpoint()
    export(source)
    with pytest.raises(ExportError, match="does not exist yet"):
        export(source)
