"""The committed language models: whole, loadable by the runtime, equal to their golden values."""

import hashlib
import json
import subprocess
import sys

import numpy as np
import onnx
import pytest
from tokenizers import Tokenizer

from tests.conftest import ROOT, difference
from tests.lm_session import Lm, token_log_probabilities

MODELS = ROOT / "fixtures" / "models"
NAMES = [
    "tiny-lm-dynamic-int8",
    "tiny-lm-embedded",
    "tiny-lm-fp16",
    "tiny-lm-gqa",
    "tiny-lm-gqa-other",
    "tiny-lm-plain",
    "tiny-lm-plain-other",
]
LIMITS = {"tiny-lm-dynamic-int8": 2e-2, "tiny-lm-fp16": 1e-2}
UNLISTED = {"longctx.json", "golden.json", "config.json", "generation_config.json"}


def golden(name):
    return json.loads((MODELS / name / "golden.json").read_text(encoding="utf-8"))


def test_these_are_all():
    assert sorted(path.name for path in MODELS.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_manifest_lists_every_file_as_it_is(name):
    manifest = Lm(MODELS / name).manifest
    assert manifest["name"] == name
    for entry in manifest["files"]:
        data = (MODELS / name / entry["path"]).read_bytes()
        assert entry["bytes"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    listed = {entry["path"] for entry in manifest["files"]}
    assert {path.name for path in (MODELS / name).iterdir()} - listed <= UNLISTED


@pytest.mark.parametrize("name", NAMES)
def test_graph_is_old_enough_for_the_runtime(name):
    model = onnx.load(MODELS / name / "model.onnx", load_external_data=False)
    assert model.ir_version <= 10
    assert {o.domain: o.version <= 21 for o in model.opset_import}[""]


@pytest.mark.parametrize("name", NAMES)
def test_equals_golden_values(name):
    lm, limit = Lm(MODELS / name), LIMITS.get(name, 1e-5)
    for case in golden(name)["cases"]:
        ids = case["input_ids"]
        logits = lm.logits(ids).astype(np.float32)
        assert difference(logits[-1], case["last_logits"]) <= limit
        assert difference(token_log_probabilities(logits, ids), case["token_logprobs"]) <= limit


@pytest.mark.parametrize("name", NAMES[1:])
def test_greedy_tokens_are_the_golden_ones(name):
    lm = Lm(MODELS / name)
    for case in golden(name)["cases"]:
        expected = case["greedy_ids"]
        assert len(set(expected)) > 3
        assert lm.greedy(case["input_ids"], len(expected)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_texts_and_chats_are_tokenised_as_written_down(name):
    tokenizer, values = Tokenizer.from_file(str(MODELS / name / "tokenizer.json")), golden(name)
    chat = values["chat"]
    assert tokenizer.encode(chat["text"], add_special_tokens=False).ids == chat["ids"]
    for case in values["cases"][:3]:
        assert tokenizer.decode(case["input_ids"], skip_special_tokens=True)
    begin = Lm(MODELS / name).manifest.get("beginToken")
    added = tokenizer.encode("a").ids[:-1]
    assert added == ([tokenizer.token_to_id(begin)] if begin else [])


@pytest.mark.parametrize("name", NAMES)
def test_the_chat_template_gives_the_chats_text(name):
    jinja2 = pytest.importorskip("jinja2")
    path = MODELS / name / "chat_template.jinja"
    config = json.loads((MODELS / name / "tokenizer_config.json").read_text(encoding="utf-8"))
    template = path.read_text() if path.exists() else config["chat_template"]
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)
    chat = golden(name)["chat"]
    values = {"messages": chat["messages"], "add_generation_prompt": True, **config}
    assert environment.from_string(template).render(**values) == chat["text"]


def test_both_caches_hold_the_same_weights():
    plain, shared = (Lm(MODELS / name).weights() for name in ["tiny-lm-plain", "tiny-lm-gqa"])
    names = {name for name in plain if name.startswith("model.")}
    assert len(names) == 24
    for name in names:
        assert plain[name].tobytes() == shared[name].tobytes()


def test_the_others_differ_in_every_weight_and_nothing_else():
    for name in ["tiny-lm-plain", "tiny-lm-gqa"]:
        graphs = [(MODELS / each / "model.onnx").read_bytes() for each in [name, f"{name}-other"]]
        assert graphs[0] == graphs[1]
        weights, others = (Lm(MODELS / each).weights() for each in [name, f"{name}-other"])
        for key, value in weights.items():
            assert (value.tobytes() != others[key].tobytes()) == key.startswith("model."), key


def test_all_together_are_small():
    assert sum(f.stat().st_size for f in MODELS.rglob("*") if f.is_file()) < 1_200_000


def test_the_script_rebuilds_them_byte_for_byte(tmp_path):
    script = ROOT / "tools" / "export" / "make_fixtures.py"
    command = [sys.executable, str(script), "--target", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for path in sorted(tmp_path.rglob("*")):
        if path.is_file() and path.name != "golden.json":
            committed = ROOT / "fixtures" / path.relative_to(tmp_path)
            assert path.read_bytes() == committed.read_bytes(), path
