"""Differences between an exported model and the golden.json of its checkpoint."""

import json
from dataclasses import dataclass

import numpy as np

from tests.lm_session import token_log_probabilities


@dataclass(frozen=True)
class Parity:
    """Largest and mean difference of log-probabilities, largest of logits, equal greedy tokens."""

    log_probability: float
    mean: float
    logit: float
    relative: float
    greedy: int
    greedy_total: int


def read_golden(source):
    return json.loads((source / "golden.json").read_text(encoding="utf-8"))


def end_ids(source):
    """At which the golden continuations stop."""
    end = json.loads((source / "config.json").read_text(encoding="utf-8"))["eos_token_id"]
    return [] if end is None else [end]


def measure(lm, source):
    pairs, top, greedy, total = [], [], 0, 0
    for case in read_golden(source)["cases"]:
        ids, expected = case["input_ids"], case["greedy_ids"]
        logits = lm.logits(ids).astype(np.float64)
        pairs += zip(token_log_probabilities(logits, ids), case["token_logprobs"], strict=True)
        best = case["last_logits_top5"]
        top += zip(logits[-1][best["ids"]], best["values"], strict=True)
        found = lm.greedy(ids, len(expected), end_ids(source))
        greedy += _same(found, expected)
        total += len(expected)
    pairs, top = np.array(pairs), np.array(top)
    return Parity(
        log_probability=_differences(pairs).max(),
        mean=_differences(pairs).mean(),
        logit=_differences(top).max(),
        relative=max(_relative(pairs), _relative(top)),
        greedy=greedy,
        greedy_total=total,
    )


def _differences(pairs):
    return np.abs(pairs[:, 0] - pairs[:, 1])


def _relative(pairs):
    """Beyond the 6 digits to which golden.json is rounded."""
    excess = np.maximum(_differences(pairs) - 1e-5, 0)
    return (excess / np.abs(pairs[:, 1])).max()


def _same(found, expected):
    """Equal tokens before the first that differs."""
    for index, (a, b) in enumerate(zip(found, expected, strict=False)):
        if a != b:
            return index
    return min(len(found), len(expected))
