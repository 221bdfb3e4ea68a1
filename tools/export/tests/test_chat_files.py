"""Tokenizer, chat template and the tokens that begin and end a text."""

import json

import pytest

from fixture_models.tokenizers import shortened_bpe, with_begin_token
from longctx_export.errors import ExportError
from tests.conftest import TOKENIZER
from tests.editing import edit_config

BEGIN, END, OTHER = "<|begin|>", "<|end|>", "<|other|>"


@pytest.fixture
def source(lm_checkpoint):
    return lm_checkpoint(vocab=320)


def add_tokenizer(source, begins=False, **config):
    tokenizer = shortened_bpe(TOKENIZER, 320, [BEGIN, END, OTHER])
    if begins:
        tokenizer = with_begin_token(tokenizer, BEGIN)
    tokenizer.save(str(source / "tokenizer.json"))
    (source / "tokenizer_config.json").write_text(json.dumps(config))
    return source


def ends(source, generation=None, config=None):
    """Ids that end a text, in the two files that may name them."""
    if generation is not None:
        (source / "generation_config.json").write_text(json.dumps({"eos_token_id": generation}))
    return edit_config(source, eos_token_id=config)


@pytest.mark.parametrize(
    ("begins", "config", "expected"),
    [
        (False, {}, None),
        (True, {}, BEGIN),
        (True, {"add_bos_token": True, "bos_token": BEGIN}, BEGIN),
        (True, {"add_bos_token": False, "bos_token": BEGIN}, None),
        (False, {"add_bos_token": True, "bos_token": BEGIN}, BEGIN),
        (False, {"add_bos_token": True, "bos_token": {"content": OTHER}}, OTHER),
        (False, {"bos_token": BEGIN}, None),
    ],
)
def test_the_token_before_a_text(source, lm_export, begins, config, expected):
    manifest = lm_export(add_tokenizer(source, begins, **config)).manifest
    assert manifest.get("beginToken") == expected


@pytest.mark.parametrize(
    ("generation", "config", "own", "expected"),
    [
        (None, None, None, []),
        (318, None, None, [END]),
        ([319, 318], 317, None, [OTHER, END]),
        (None, 317, None, [BEGIN]),
        (None, [317, 318], END, [BEGIN, END]),
        (319, None, {"content": END}, [OTHER, END]),
    ],
)
def test_the_tokens_that_end_a_text(source, lm_export, generation, config, own, expected):
    ends(add_tokenizer(source, eos_token=own), generation, config)
    assert lm_export(source).manifest["endTokens"] == expected


def test_files_are_copied_and_listed(source, lm_export):
    add_tokenizer(source)
    (source / "chat_template.jinja").write_text("{{ messages }}")
    lm = lm_export(source)
    names = ["chat_template.jinja", "tokenizer.json", "tokenizer_config.json"]
    listed = {entry["path"] for entry in lm.manifest["files"]}
    assert listed == {*names, "model.onnx", "model.onnx.data"}
    for name in names:
        assert (lm.directory / name).read_bytes() == (source / name).read_bytes()
    assert lm.manifest["chatTemplate"] == "chat_template.jinja"
    assert lm.manifest["tokenizerConfig"] == "tokenizer_config.json"
    assert lm.manifest["tokenizer"] == "tokenizer.json"


def test_without_a_tokenizer_there_is_no_template_either(source, lm_export):
    (source / "chat_template.jinja").write_text("{{ messages }}")
    ends(source, 3)
    lm = lm_export(source)
    assert not {"tokenizer", "tokenizerConfig", "chatTemplate", "beginToken"} & set(lm.manifest)
    assert lm.manifest["endTokens"] == []


def test_a_tokenizer_from_elsewhere(source, lm_export, tmp_path):
    lm = lm_export(source, tokenizer=add_tokenizer(tmp_path) / "tokenizer.json")
    assert lm.manifest["tokenizer"] == "tokenizer.json"
    assert (lm.directory / "tokenizer.json").is_file()


@pytest.mark.parametrize("bad", [320, -1, "</s>", True])
def test_an_end_that_the_tokenizer_does_not_know(source, lm_export, bad):
    with pytest.raises(ExportError, match="eos_token_id: expected an id of"):
        lm_export(ends(add_tokenizer(source), bad))


@pytest.mark.parametrize(
    "config", [{"eos_token": "</s>"}, {"add_bos_token": True, "bos_token": "<s>"}]
)
def test_a_token_that_the_tokenizer_does_not_know(source, lm_export, config):
    with pytest.raises(ExportError, match="expected a token of the tokenizer, found '<"):
        lm_export(add_tokenizer(source, **config))
