import json
import shutil

import pytest

from longctx_export.cli import main
from tests.conftest import TOKENIZER
from tests.lm_session import Lm

SMALL = ["--layers", "2", "--hidden", "32", "--heads", "4", "--kv-heads", "1"]


def random_lm(path, *more):
    assert main(["random-lm", str(path), *SMALL, *more]) == 0
    return path


def test_writes_a_random_checkpoint_and_exports_it(tmp_path):
    more = ["--architecture", "qwen3", "--positions", "9000", "--vocabulary", "600"]
    source = random_lm(tmp_path / "r", *more, "--tokenizer", str(TOKENIZER), "--tied")
    config = json.loads((source / "config.json").read_text())
    assert config["max_position_embeddings"] == 9000
    assert config["tie_word_embeddings"] is True
    target = tmp_path / "models" / "one"
    options = ["--cache", "group-query", "--weights", "int4", "--license", "MIT"]
    assert main(["lm", str(source), str(target), *options, "--device", "cuda"]) == 0
    lm = Lm(target)
    assert lm.manifest["license"] == "MIT"
    assert lm.manifest["maxPositions"] == 9000
    assert lm.manifest["vocabulary"] == 600
    assert lm.manifest["tokenizer"] == "tokenizer.json"
    expected = {
        "device": "cuda",
        "file": "model.onnx",
        "precision": "fp32",
        "quantisation": "weight_only",
    }
    assert lm.manifest["variants"] == [expected]
    assert lm.logits([3, 4]).shape == (2, 600)


def test_adopts_a_directory(tmp_path):
    source = random_lm(tmp_path / "r")
    assert main(["lm", str(source), str(tmp_path / "m"), "--external", "auto"]) == 0
    (tmp_path / "m" / "longctx.json").unlink()
    shutil.copyfile(source / "config.json", tmp_path / "m" / "config.json")
    assert main(["adopt", str(tmp_path / "m"), "--name", "mine"]) == 0
    assert Lm(tmp_path / "m").manifest["name"] == "mine"


def test_the_same_seed_gives_the_same_checkpoint(tmp_path):
    a, b, c = (
        (random_lm(tmp_path / name, "--seed", seed) / "model.safetensors").read_bytes()
        for name, seed in [("a", "1"), ("b", "1"), ("c", "2")]
    )
    assert a == b
    assert a != c


@pytest.mark.parametrize(
    "options",
    [
        ["--heads", "0"],
        ["--kv-heads", "3"],
        ["--layers", "0"],
        ["--vocabulary", "100", "--tokenizer", str(TOKENIZER)],
        ["--tokenizer", "absent.json"],
    ],
    ids=str,
)
def test_a_random_model_that_can_not_be(tmp_path, capsys, options):
    assert main(["random-lm", str(tmp_path / "r"), *SMALL, *options]) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: ") and error.count("\n") == 1
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    "arguments",
    [["lm"], ["adopt"], ["lm", "a", "b", "--cache", "paged"], ["random-lm", "a", "--seed", "x"]],
)
def test_wrong_usage_is_exit_code_2(arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
