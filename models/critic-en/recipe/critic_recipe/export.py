"""Writes a checkpoint as a critic directory, int8 or fp32."""

import argparse
import tempfile
from pathlib import Path

from longctx_export.manifest import write_manifest
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

from critic_recipe import backbone
from critic_recipe.model import LABELS
from critic_recipe.network import CriticNetwork
from critic_recipe.windows import WINDOW_TOKENS

HEADS = 12
PRECISIONS = ("int8", "fp32")
SOURCE = (
    "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), fine-tuned on evidence-labelled questions;"
    " see MODEL_CARD.md"
)


def export(checkpoint, tokenizer, target, precision, threshold, name):
    target.mkdir(parents=True, exist_ok=False)
    state = {
        key.removeprefix("model."): value
        for key, value in load_file(checkpoint).items()
        if key.startswith("model.")
    }
    graph = CriticNetwork(state, HEADS, int8_words=precision == "int8").build()
    if precision == "int8":
        _quantise(graph, target / "model.onnx")
    else:
        graph.save(target / "model.onnx")
    (target / "tokenizer.json").write_text(backbone.plain_tokenizer_json(tokenizer), "utf-8")
    write_manifest(target, _settings(name, threshold), [_variant(precision)])


def _quantise(graph, path):
    """7-bit weights: on processors without VNNI, sums of full 8-bit products can overflow."""
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "model.onnx"
        graph.save(plain)
        quantize_dynamic(
            plain,
            path,
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True},
        )


def _variant(precision):
    quantisation = "dynamic_int8" if precision == "int8" else "none"
    return {"device": "cpu", "file": "model.onnx", "precision": "fp32", "quantisation": quantisation}


def _settings(name, threshold):
    return {
        "name": name,
        "tokenizer": "tokenizer.json",
        "labels": {"scheme": "BIOE", "names": list(LABELS)},
        "prompt": {"template": "PAIR", "begin": "[CLS]", "end": "[SEP]"},
        "windowTokens": WINDOW_TOKENS,
        "maxPositions": WINDOW_TOKENS,
        "padToken": "[PAD]",
        "unknownToken": "[UNK]",
        "threshold": threshold,
        "graph": {"logits": "logits"},
        "license": "Apache-2.0",
        "provenance": {"source": SOURCE, "tool": "critic_recipe"},
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path, help="output folder of the training")
    parser.add_argument("target", type=Path)
    parser.add_argument("--precision", choices=PRECISIONS, default="int8")
    parser.add_argument("--threshold", type=float, default=0.5)
    parser.add_argument("--name", default="critic-en")
    args = parser.parse_args()
    tokenizer = args.run / "backbone" / backbone.TOKENIZER
    checkpoint = args.run / "checkpoint.safetensors"
    export(checkpoint, tokenizer, args.target, args.precision, args.threshold, args.name)


if __name__ == "__main__":
    main()
