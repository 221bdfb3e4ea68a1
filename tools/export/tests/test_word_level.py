"""Tokenizers of whole words, and the small policies that are made with them."""

import json

import onnx
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from longctx_export.cli import main
from longctx_export.errors import ExportError
from longctx_export.word_level import word_level
from tests.lm_session import Lm

WORDS = "Ada Ben lives in Rome Oslo .".split()


def test_texts_come_back_with_one_blank_between_words():
    tokenizer = word_level(WORDS)
    encoding = tokenizer.encode("Ada  lives\nin Rome .")
    assert encoding.tokens == ["Ada", "lives", "in", "Rome", "."]
    assert tokenizer.decode(encoding.ids) == "Ada lives in Rome ."


def test_control_tokens_come_first_and_other_words_are_unknown():
    tokenizer = word_level(WORDS)
    assert tokenizer.encode("Eve <eos>").ids == [2, 1]
    assert tokenizer.token_to_id("<pad>") == 0
    assert tokenizer.token_to_id("Ada") == 3


@pytest.mark.parametrize("words", [["a", "a"], ["a b"], [""], ["<eos>"]], ids=str)
def test_refuses_what_is_no_word_of_its_own(words):
    with pytest.raises(ExportError, match="words: expected"):
        word_level(words)


@pytest.mark.parametrize("begin", [False, True])
def test_a_small_policy_with_its_tokenizer_becomes_a_model(tmp_path, begin):
    (tmp_path / "words.txt").write_text("\n".join(WORDS) + "\n")
    words, checkpoint, model = (tmp_path / name for name in ["words", "checkpoint", "model"])
    more = ["--begin"] if begin else []
    assert main(["word-tokenizer", str(tmp_path / "words.txt"), str(words), *more]) == 0
    shape = "--layers 2 --hidden 64 --heads 4 --kv-heads 2 --head-dim 32 --positions 4096".split()
    shape += ["--architecture", "qwen3", "--tied", "--vocabulary", "300", "--rope-theta", "10000"]
    assert main(["random-lm", str(checkpoint), *shape, "--tokenizer", str(words)]) == 0
    assert main(["lm", str(checkpoint), str(model), "--cache", "group-query"]) == 0
    manifest = Lm(model).manifest
    assert json.loads((checkpoint / "config.json").read_text())["rope_theta"] == 10000
    assert manifest["maxPositions"] == 4096
    assert manifest["vocabulary"] == 300
    assert manifest["endTokens"] == ["<eos>"]
    assert manifest.get("beginToken") == ("<bos>" if begin else None)
    added = Tokenizer.from_file(str(model / "tokenizer.json")).encode("Ada").tokens
    assert added == (["<bos>", "Ada"] if begin else ["Ada"])


def test_a_tied_head_is_exported_under_the_checkpoints_names(tmp_path):
    checkpoint, model = tmp_path / "checkpoint", tmp_path / "model"
    shape = ["--architecture", "qwen3", "--tied", "--head-dim", "16"]
    assert main(["random-lm", str(checkpoint), *shape]) == 0
    assert main(["lm", str(checkpoint), str(model)]) == 0
    tensors = load_file(checkpoint / "model.safetensors")
    assert "lm_head.weight" not in tensors
    graph = onnx.load(model / "model.onnx", load_external_data=False).graph
    stored = {t.name: tuple(t.dims) for t in graph.initializer if t.name.endswith(".weight")}
    assert stored == {name: tensor.shape for name, tensor in tensors.items()}
    weights = Lm(model).weights()
    for name, tensor in tensors.items():
        assert weights[name].tobytes() == tensor.tobytes()
