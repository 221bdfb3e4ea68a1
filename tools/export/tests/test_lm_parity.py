"""Language models against transformers' values, for checkpoints that stay outside the project."""

import pytest

from tests.conftest import MODELS, difference
from tests.lm_session import token_log_probabilities
from tests.parity import end_ids, measure, read_golden

NAMES = ["stories260k", "tinystories-656k", "tiny-random-qwen2", "tiny-random-qwen3"]
RELATIVE = 1e-3


@pytest.fixture(params=NAMES)
def source(request):
    path = MODELS / request.param
    if not path.is_dir():
        pytest.skip(f"no checkpoint at {path}; LONGCTX_TEST_MODELS names the folder that holds it")
    return path


@pytest.mark.parametrize("cache", ["plain", "group-query"])
def test_equals_golden_values_of_transformers(source, lm_export, cache):
    parity = measure(lm_export(source, cache=cache), source)
    assert parity.relative <= RELATIVE
    assert parity.greedy == parity.greedy_total


@pytest.mark.parametrize("cache", ["plain", "group-query"])
def test_without_a_cache_the_greedy_tokens_are_the_same(source, lm_export, cache):
    lm, case = lm_export(source, cache=cache), read_golden(source)["cases"][0]
    expected = case["greedy_ids"]
    found = lm.greedy_without_cache(case["input_ids"], len(expected), end_ids(source))
    assert found == expected


@pytest.mark.parametrize("cache", ["plain", "group-query"])
@pytest.mark.parametrize("size", [1, 7])
def test_a_prompt_in_chunks_gives_what_it_gives_at_once(source, lm_export, cache, size):
    lm = lm_export(source, cache=cache)
    for case in read_golden(source)["cases"]:
        chunks, _ = lm.in_chunks(case["input_ids"], size)
        assert difference(chunks, lm.logits(case["input_ids"])) <= 1e-4


@pytest.mark.parametrize("cache", ["plain", "group-query"])
def test_fp16_stays_close(source, lm_export, cache):
    parity = measure(lm_export(source, cache=cache, precision="fp16"), source)
    assert parity.log_probability <= 0.03
    assert parity.mean <= 0.005


@pytest.mark.parametrize("cache", ["plain", "group-query"])
@pytest.mark.parametrize("activations", ["int8", "float"])
@pytest.mark.parametrize(("weights", "mean"), [("int8", 0.1), ("int4", 0.4)])
def test_few_bits_stay_near(source, lm_export, cache, activations, weights, mean):
    lm = lm_export(source, cache=cache, weights=weights, activations=activations)
    assert lm.manifest["variants"][0]["quantisation"] == "weight_only"
    assert 1e-4 < measure(lm, source).mean <= mean


def test_a_tied_head_that_stands_for_the_embeddings(lm_export):
    """tinystories-656k holds lm_head.weight only; both forms carry the parameter's usual name."""
    source = MODELS / "tinystories-656k"
    if not source.is_dir():
        pytest.skip(f"no checkpoint at {source}")
    lm, case = lm_export(source), read_golden(source)["cases"][0]
    found = token_log_probabilities(lm.logits(case["input_ids"]), case["input_ids"])
    assert difference(found, case["token_logprobs"]) <= 1e-4
    assert "model.embed_tokens.weight" in lm.weights()
