"""Prints README's table: exports of the shared checkpoints against their golden values."""

import argparse
import tempfile
from pathlib import Path

from longctx_export.causal_lm import FORMS
from longctx_export.lm import LmOptions, export_lm
from tests.lm_session import Lm
from tests.parity import measure

MODELS = ["stories260k", "tinystories-656k", "tiny-random-qwen2", "tiny-random-qwen3"]
KINDS = {
    "fp32": {},
    "fp16": {"precision": "fp16"},
    "int8": {"weights": "int8"},
    "int8, float activations": {"weights": "int8", "activations": "float"},
    "int4": {"weights": "int4"},
    "int4, float activations": {"weights": "int4", "activations": "float"},
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, help="folder of the checkpoints")
    options = parser.parse_args()
    columns = "log-probabilities: largest, mean | logits | greedy: plain, group-query"
    print(f"| checkpoint | kind | {columns} |")
    print("|---|---|---|---|---|")
    for model in MODELS:
        for kind, settings in KINDS.items():
            print(_row(options.models / model, kind, settings), flush=True)


def _row(source, kind, settings):
    """The worse of both forms of the cache, which differ only by rounding."""
    plain, shared = (_parity(source, cache, settings) for cache in FORMS)
    largest = max(plain.log_probability, shared.log_probability)
    mean, logit = max(plain.mean, shared.mean), max(plain.logit, shared.logit)
    greedy = f"{plain.greedy}, {shared.greedy} of {plain.greedy_total}"
    return f"| {source.name} | {kind} | {largest:.1e}, {mean:.1e} | {logit:.1e} | {greedy} |"


def _parity(source, cache, settings):
    with tempfile.TemporaryDirectory() as work:
        target = Path(work) / "model"
        export_lm(source, target, LmOptions(cache=cache, **settings))
        return measure(Lm(target), source)


if __name__ == "__main__":
    main()
