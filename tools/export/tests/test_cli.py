import json

import pytest

from longctx_export.cli import main
from tests.conftest import TOKENIZER, Critic, random_ids


def test_writes_a_random_checkpoint_and_exports_it(tmp_path):
    source, target = tmp_path / "random", tmp_path / "critics" / "random"
    assert main(["random-cprs", str(source), "--layers", "28", "--lm-head", "--seed", "3"]) == 0
    assert json.loads((source / "config.json").read_text())["first_bidirectional_layer"] == 21
    words = ["--lm-head", "--tag-words", "needle, fact, outside", "--window-tokens", "600"]
    tokenizer = ["--tokenizer", str(TOKENIZER), "--license", "Apache-2.0"]
    assert main(["critic", str(source), str(target), *words, *tokenizer]) == 0
    critic = Critic(target)
    assert critic.run(random_ids(600)).shape == (1, 600, 4)
    assert critic.manifest["graph"]["lmLogits"]["tagWords"] == ["needle", "fact", "outside"]
    assert critic.manifest["windowTokens"] == 600
    assert critic.manifest["maxPositions"] == 1024
    assert critic.manifest["padToken"] == "<|endoftext|>"


def test_the_same_seed_gives_the_same_checkpoint(tmp_path):
    for name, seed in [("a", 1), ("b", 1), ("c", 2)]:
        main(
            [
                "random-cprs",
                str(tmp_path / name),
                "--layers",
                "2",
                "--first-bidirectional",
                "1",
                "--seed",
                str(seed),
            ]
        )
    a, b, c = ((tmp_path / name / "model.safetensors").read_bytes() for name in "abc")
    assert a == b
    assert a != c


def test_reads_the_padding_token_from_the_tokenizers_settings(checkpoint, export):
    source = checkpoint()
    (source / "tokenizer_config.json").write_text('{"eos_token": {"content": "<|im_end|>"}}')
    assert export(source).manifest["padToken"] == "<|im_end|>"


def test_an_error_is_one_line_and_exit_code_1(tmp_path, capsys):
    assert main(["critic", str(tmp_path / "absent"), str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert error.startswith("error: ") and error.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["critic"], ["critic", "a", "b", "--precision", "fp8"]])
def test_wrong_usage_is_exit_code_2(arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_tag_words_need_the_lm_head_option(checkpoint, tmp_path, capsys):
    assert main(["critic", str(checkpoint()), str(tmp_path / "out"), "--lm-head"]) == 1
    assert "--tag-words" in capsys.readouterr().err
