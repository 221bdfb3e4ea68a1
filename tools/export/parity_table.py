"""Prints README's table: exports of the shared checkpoints against their golden values."""

import argparse
import tempfile
from pathlib import Path

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
    print("| checkpoint | cache | kind | log-probabilities: largest, mean | logits | greedy |")
    print("|---|---|---|---|---|---|")
    for model in MODELS:
        for kind, settings in KINDS.items():
            for cache in ["plain", "group-query"]:
                print(_row(options.models / model, cache, kind, settings), flush=True)


def _row(source, cache, kind, settings):
    with tempfile.TemporaryDirectory() as work:
        target = Path(work) / "model"
        export_lm(source, target, LmOptions(cache=cache, **settings))
        p = measure(Lm(target), source)
    differences = f"{p.log_probability:.1e}, {p.mean:.1e} | {p.logit:.1e}"
    return f"| {source.name} | {cache} | {kind} | {differences} | {p.greedy} of {p.greedy_total} |"


if __name__ == "__main__":
    main()
