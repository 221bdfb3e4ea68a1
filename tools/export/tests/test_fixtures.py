"""The committed critics: whole, loadable by the runtime, equal to their golden values."""

import hashlib
import json
import subprocess
import sys

import numpy as np
import onnx
import onnxruntime
import pytest

from fixture_models.corpus import STATE
from tests.conftest import CRITICS, ROOT, Critic, difference, padded

NAMES = sorted(path.name for path in CRITICS.iterdir())
ENCODERS = ["term-overlap", "tiny-none", "tiny-pair-fp32", "tiny-pair-int8"]


def golden(name):
    return json.loads((CRITICS / name / "golden.json").read_text(encoding="utf-8"))


def run(name, feed):
    session = onnxruntime.InferenceSession(str(CRITICS / name / "model.onnx"))
    return session.run(None, {key: np.array(value, np.int64) for key, value in feed.items()})[0]


def feed_of(case):
    return {key: value for key, value in case.items() if key not in ("window", "logits")}


@pytest.mark.parametrize("name", NAMES)
def test_manifest_lists_every_file_as_it_is(name):
    critic = Critic(CRITICS / name)
    assert critic.manifest["name"] == name
    for entry in critic.manifest["files"]:
        data = (CRITICS / name / entry["path"]).read_bytes()
        assert entry["bytes"] == len(data)
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    listed = {entry["path"] for entry in critic.manifest["files"]}
    present = {path.name for path in (CRITICS / name).iterdir()}
    assert present - listed <= {"longctx.json", "golden.json"}


@pytest.mark.parametrize("name", NAMES)
def test_graph_is_old_enough_for_the_runtime(name):
    model = onnx.load(CRITICS / name / "model.onnx", load_external_data=False)
    assert model.ir_version <= 10
    assert {o.domain: o.version <= 21 for o in model.opset_import}[""]


@pytest.mark.parametrize("name", ["tiny-cprs", "tiny-cprs-external"])
def test_cprs_equals_golden_values_alone_and_padded(name):
    critic, values = Critic(CRITICS / name), golden("tiny-cprs")
    batch = values["batch"]
    together = critic.run(batch["input_ids"], batch["attention_mask"])
    for row, case in zip(together, values["cases"], strict=True):
        alone = critic.run([case["input_ids"]])[0]
        assert difference(alone, case["logits"]) <= 1e-5
        assert difference(alone, row[: len(alone)]) <= 1e-5


def test_lm_equals_golden_values():
    critic, values = Critic(CRITICS / "tiny-cprs-lm"), golden("tiny-cprs-lm")
    for case in values["cases"]:
        for output, key in [("bio_logits", "logits"), ("lm_logits", "lm_logits")]:
            assert difference(critic.run([case["input_ids"]], output=output)[0], case[key]) <= 1e-5


@pytest.mark.parametrize("name", ENCODERS)
def test_encoder_equals_golden_values(name):
    for case in golden(name)["cases"]:
        logits = run(name, {key: [value] for key, value in feed_of(case).items()})
        assert difference(logits[0], case["logits"]) <= (1e-2 if "int8" in name else 1e-5)


@pytest.mark.parametrize("name", ENCODERS[:3])
def test_right_padding_changes_nothing(name):
    cases = golden(name)["cases"]
    ids, mask = padded([case["input_ids"] for case in cases], pad=0)
    feed = {"input_ids": ids, "attention_mask": mask}
    if "token_type_ids" in cases[0]:
        feed["token_type_ids"] = padded([case["token_type_ids"] for case in cases], pad=0)[0]
    for row, case in zip(run(name, feed), cases, strict=True):
        alone = run(name, {key: [value] for key, value in feed_of(case).items()})[0]
        limit = 0 if name == "term-overlap" else 1e-5
        assert difference(row[: len(alone)], alone) <= limit


def test_dynamic_int8_depends_on_its_batch():
    """Why such a critic never batches: padding shifts the activations' scale."""
    case = feed_of(golden("tiny-pair-int8")["cases"][0])
    alone = run("tiny-pair-int8", {key: [value] for key, value in case.items()})
    longer = {key: [value + [0] * 40] for key, value in case.items()}
    wide = run("tiny-pair-int8", longer)[:, : alone.shape[1]]
    assert difference(alone, wide) > 1e-3


def test_term_overlap_prefers_the_sentence_that_shares_rare_words():
    best = [max(max(logit) for logit in case["logits"]) for case in golden("term-overlap")["cases"]]
    answer, unrelated, related = best
    assert answer == 4.0
    assert 0 < related < answer
    assert unrelated == -4.0


def test_all_fixtures_together_are_small():
    assert sum(f.stat().st_size for f in CRITICS.rglob("*") if f.is_file()) < 3_000_000


def test_the_script_rebuilds_them_byte_for_byte(shared_checkpoint, tmp_path):
    if not (STATE / "us-constitution.gz").is_file():
        pytest.skip("needs Debian's package miscfiles")
    script = ROOT / "tools" / "export" / "make_fixtures.py"
    command = [sys.executable, str(script), str(shared_checkpoint), "--target", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    for path in sorted(tmp_path.rglob("*")):
        if path.is_file() and path.name != "golden.json":
            committed = ROOT / "fixtures" / path.relative_to(tmp_path)
            assert path.read_bytes() == committed.read_bytes(), path
