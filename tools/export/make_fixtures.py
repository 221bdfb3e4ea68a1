"""Rebuilds fixtures/critics, fixtures/models and fixtures/tokenizers; see fixtures/README.md."""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from fixture_models.corpus import STATE, read_english, sentences
from fixture_models.encoder import Encoder, EncoderShape
from fixture_models.golden import cprs_golden, lm_golden, none_golden, pair_golden
from fixture_models.language_models import write_language_models
from fixture_models.term_overlap import term_overlap_graph, term_weights
from fixture_models.tokenizers import byte_level_bpe, word_piece
from longctx_export import __version__
from longctx_export.config import CprsConfig
from longctx_export.critic import CriticOptions, export_critic, quantise
from longctx_export.manifest import write_manifest
from longctx_export.random_cprs import write_random_checkpoint
from longctx_export.word_level import write_word_level

ROOT = Path(__file__).resolve().parents[2]
TOKENIZER = ROOT / "fixtures" / "critics" / "tiny-cprs" / "tokenizer.json"
"""Whose first merges the language models' tokenizers take."""
WORD_PIECES = 2000
LICENSE = "Apache-2.0"
WORDS = "Ada Ben lives works in Rome Oslo . ? Where does".split()
TAG_WORDS = ("needle", "fact", "chain", "outside")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "checkpoint",
        type=Path,
        nargs="?",
        help="directory of tiny-random-cprs (without it: all but the critics)",
    )
    parser.add_argument(
        "--texts", type=Path, default=STATE, help="us-constitution.gz and us-declaration.gz"
    )
    parser.add_argument("--target", type=Path, default=ROOT / "fixtures")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        write_language_models(options.target / "models", TOKENIZER, work)
        words = fresh(options.target / "tokenizers" / "words")
        write_word_level(words, WORDS)
        if options.checkpoint:
            texts = read_english(options.texts)
            write_critics(options.target / "critics", options.checkpoint, texts, work)


def write_critics(target, checkpoint, texts, work):
    bpe = save_tokenizer(byte_level_bpe(texts), work / "bpe.json")
    words = save_tokenizer(word_piece(texts, WORD_PIECES), work / "words.json")
    write_cprs(target, checkpoint, work / "bpe.json", bpe)
    write_cprs_external(target, checkpoint, work / "bpe.json")
    write_cprs_lm(target, work, bpe)
    write_term_overlap(target, work / "words.json", words, texts)
    write_pairs(target, work / "words.json", words)
    write_none(target, work / "words.json", words)


def save_tokenizer(tokenizer, path):
    tokenizer.save(str(path), pretty=False)
    return tokenizer


def fresh(directory):
    shutil.rmtree(directory, ignore_errors=True)
    return directory


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def cprs_options(name, tokenizer_file, **more):
    return CriticOptions(
        name=name,
        tokenizer=tokenizer_file,
        license=LICENSE,
        source="random weights of QwenLong-CPRS's architecture",
        **more,
    )


def write_cprs(target, checkpoint, tokenizer_file, tokenizer):
    directory = fresh(target / "tiny-cprs")
    export_critic(
        checkpoint, directory, cprs_options("tiny-cprs", tokenizer_file, window_tokens=256)
    )
    write_json(directory / "golden.json", cprs_golden(checkpoint, tokenizer))


def write_cprs_external(target, checkpoint, tokenizer_file):
    name = "tiny-cprs-external"
    options = cprs_options(name, tokenizer_file, window_tokens=256, external_data_above=0)
    export_critic(checkpoint, fresh(target / name), options)


def write_cprs_lm(target, work, tokenizer):
    """Two layers of 32, queries in blocks of 64 where the others score a window at once."""
    checkpoint, directory = work / "lm", fresh(target / "tiny-cprs-lm")
    config = CprsConfig(
        vocab=512,
        hidden=32,
        intermediate=64,
        layers=2,
        first_bidirectional=1,
        heads=4,
        kv_heads=2,
        head_dim=8,
        rope_theta=1e6,
        norm_epsilon=1e-6,
        max_positions=512,
        tied_embeddings=False,
    )
    write_random_checkpoint(checkpoint, config, seed=11, lm_head=True)
    options = cprs_options(
        "tiny-cprs-lm", work / "bpe.json", window_tokens=256, tag_words=TAG_WORDS, query_block=64
    )
    export_critic(checkpoint, directory, options)
    write_json(directory / "golden.json", lm_golden(checkpoint, tokenizer, TAG_WORDS))


def write_critic(directory, write_graph, tokenizer_file, settings, source, quantisation="none"):
    """Writes a critic whose graph is built here instead of read from a checkpoint."""
    fresh(directory).mkdir(parents=True)
    write_graph(directory / "model.onnx")
    shutil.copyfile(tokenizer_file, directory / "tokenizer.json")
    variant = {
        "device": "cpu",
        "file": "model.onnx",
        "precision": "fp32",
        "quantisation": quantisation,
    }
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
    graph = term_overlap_graph(weights)
    source = "hand-built: terms shared with the prompt, weighted by rarity"
    write_critic(directory, graph.save, tokenizer_file, settings, source)
    write_json(directory / "golden.json", pair_golden(directory, tokenizer))


def keep_drop(template, window_tokens):
    return {
        "labels": {"scheme": "KEEP_DROP", "names": ["drop", "keep"]},
        "prompt": {"template": template, "begin": "[CLS]", "end": "[SEP]"},
        "windowTokens": window_tokens,
        "maxPositions": 128,
    }


def write_pairs(target, tokenizer_file, tokenizer):
    """One random network, as float32 and dynamically quantised."""
    shape = EncoderShape(tokenizer.get_vocab_size(), positions=128, hidden=32, layers=2)
    graph = Encoder(shape, seed=6).build()
    kinds = {
        "tiny-pair-fp32": (graph.save, "none"),
        "tiny-pair-int8": (lambda path: quantise(graph, path), "dynamic_int8"),
    }
    for name, (write_graph, quantisation) in kinds.items():
        settings = keep_drop("PAIR", window_tokens=64)
        source = "random encoder, 2 layers of 32"
        write_critic(target / name, write_graph, tokenizer_file, settings, source, quantisation)
        write_json(target / name / "golden.json", pair_golden(target / name, tokenizer))


def write_none(target, tokenizer_file, tokenizer):
    """A query-agnostic critic: the window stands alone between [CLS] and [SEP]."""
    vocab = tokenizer.get_vocab_size()
    shape = EncoderShape(vocab, positions=128, hidden=16, layers=1, pair=False)
    directory = target / "tiny-none"
    settings = keep_drop("NONE", window_tokens=64)
    source = "random encoder, 1 layer of 16"
    write_critic(directory, Encoder(shape, seed=1).build().save, tokenizer_file, settings, source)
    write_json(directory / "golden.json", none_golden(directory, tokenizer))


if __name__ == "__main__":
    main()
