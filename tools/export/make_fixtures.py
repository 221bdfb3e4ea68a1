"""Rebuilds fixtures/critics; see fixtures/README.md."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from fixture_models.corpus import STATE, read_english, sentences
from fixture_models.golden import cprs_golden, pair_golden
from fixture_models.term_overlap import term_overlap_graph, term_weights
from fixture_models.tokenizers import byte_level_bpe, word_piece
from longctx_export import __version__
from longctx_export.config import CprsConfig
from longctx_export.critic import CriticOptions, export_critic
from longctx_export.manifest import write_manifest

ROOT = Path(__file__).resolve().parents[2]
WORD_PIECES = 2000
LICENSE = "Apache-2.0"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="directory of tiny-random-cprs")
    parser.add_argument("--texts", type=Path, default=STATE, help="us-constitution.gz and us-declaration.gz")
    parser.add_argument("--target", type=Path, default=ROOT / "fixtures" / "critics")
    options = parser.parse_args()
    texts = read_english(options.texts)
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        bpe = save_tokenizer(byte_level_bpe(texts), work / "bpe.json")
        words = save_tokenizer(word_piece(texts, WORD_PIECES), work / "words.json")
        write_cprs(options.target, options.checkpoint, work / "bpe.json", bpe)
        write_term_overlap(options.target, work / "words.json", words, texts)


def save_tokenizer(tokenizer, path):
    tokenizer.save(str(path), pretty=False)
    return tokenizer


def fresh(directory):
    shutil.rmtree(directory, ignore_errors=True)
    return directory


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def write_cprs(target, checkpoint, tokenizer_file, tokenizer):
    directory = fresh(target / "tiny-cprs")
    options = CriticOptions(
        name="tiny-cprs",
        tokenizer=tokenizer_file,
        window_tokens=256,
        license=LICENSE,
        source="random weights of QwenLong-CPRS's architecture",
    )
    export_critic(checkpoint, directory, options)
    write_json(directory / "golden.json", cprs_golden(checkpoint, tokenizer))


def write_critic(directory, graph, tokenizer_file, settings, source):
    """Writes a critic whose graph is built here instead of read from a checkpoint."""
    fresh(directory).mkdir(parents=True)
    graph.save(directory / "model.onnx")
    shutil.copyfile(tokenizer_file, directory / "tokenizer.json")
    variant = {"device": "cpu", "file": "model.onnx", "precision": "fp32", "quantisation": "none"}
    settings = {
        "name": directory.name,
        "tokenizer": "tokenizer.json",
        **settings,
        "padToken": "[PAD]",
        "unknownToken": "[UNK]",
        "threshold": 0.5,
        "graph": {"logits": "logits"},
        "license": LICENSE,
        "provenance": {"source": source, "tool": f"longctx-export {__version__}"},
    }
    write_manifest(directory, settings, [variant])


def write_term_overlap(target, tokenizer_file, tokenizer, texts):
    weights = term_weights(tokenizer, sentences(texts))
    settings = {
        "labels": {"scheme": "KEEP_SCORE", "names": ["keep"]},
        "prompt": {"template": "PAIR", "begin": "[CLS]", "end": "[SEP]"},
        "windowTokens": 128,
        "maxPositions": 512,
    }
    directory = target / "term-overlap"
    write_critic(directory, term_overlap_graph(weights), tokenizer_file, settings, "hand-built: shared terms weighted by rarity")
    write_json(directory / "golden.json", pair_golden(directory, tokenizer))


if __name__ == "__main__":
    main()
