"""Command line: python -m longctx_export critic|lm|adopt|random-cprs|random-lm|word-tokenizer"""

import argparse
import sys
from pathlib import Path

from longctx_export.config import CprsConfig
from longctx_export.critic import QUERY_BLOCK, CriticOptions, export_critic
from longctx_export.errors import ExportError, expect
from longctx_export.lm_cli import add_adopt, add_lm, add_random_lm, add_word_tokenizer
from longctx_export.random_cprs import write_random_checkpoint
from longctx_export.target import PRECISIONS, PROTOBUF_LIMIT


def main(arguments=None):
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except ExportError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _parser():
    parser = argparse.ArgumentParser(prog="python -m longctx_export", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_critic(commands)
    _add_random(commands)
    add_lm(commands)
    add_adopt(commands)
    add_random_lm(commands)
    add_word_tokenizer(commands)
    return parser


def _add_critic(commands):
    critic = commands.add_parser("critic", help="write a checkpoint as an ONNX critic directory")
    critic.set_defaults(run=_critic)
    add = critic.add_argument
    add("source", type=Path, help="directory with config.json, safetensors and tokenizer.json")
    add("target", type=Path, help="directory to create")
    add("--name", help="the critic's name (default: the source directory's)")
    add("--tokenizer", type=Path, help="tokenizer.json (default: the source's)")
    add("--window-tokens", type=int, help="tokens of a window with its prompt (default: 8192)")
    add("--lm-head", action="store_true", help="also return log-probabilities of the tag words")
    add("--tag-words", default="", help="comma-separated, 'outside' among them; needs --lm-head")
    add("--precision", choices=sorted(PRECISIONS), default="fp32")
    add("--dynamic-int8", action="store_true", help="quantise weights to int8 (cpu only)")
    add("--device", choices=["cpu", "cuda"], action="append", help="default: cpu; may be repeated")
    add(
        "--external-data-above",
        type=int,
        default=PROTOBUF_LIMIT,
        metavar="BYTES",
        help="put bigger weights into a side file (default: %(default)s)",
    )
    add(
        "--query-block",
        type=int,
        default=QUERY_BLOCK,
        metavar="TOKENS",
        help="in longer windows, score this many queries at once (default: %(default)s)",
    )
    add("--pad-token", help="default: the tokenizer's end-of-sequence token")
    add("--threshold", type=float, default=0.5, help="default keep threshold (%(default)s)")
    add("--license", default="unspecified", help="SPDX name for the manifest")
    add("--source-name", help="provenance for the manifest (default: the source directory's name)")


def _critic(options):
    words = tuple(word.strip() for word in options.tag_words.split(",") if word.strip())
    expect(options.lm_head == bool(words), "--lm-head and --tag-words", "both or neither", "one")
    export_critic(
        options.source,
        options.target,
        CriticOptions(
            name=options.name,
            tokenizer=options.tokenizer,
            window_tokens=options.window_tokens,
            tag_words=words,
            precision=options.precision,
            dynamic_int8=options.dynamic_int8,
            external_data_above=options.external_data_above,
            query_block=options.query_block,
            pad_token=options.pad_token,
            threshold=options.threshold,
            license=options.license,
            source=options.source_name,
            devices=tuple(options.device or ["cpu"]),
        ),
    )


def _add_random(commands):
    random = commands.add_parser("random-cprs", help="write a random checkpoint")
    random.set_defaults(run=_random)
    add = random.add_argument
    add("target", type=Path, help="directory to create")
    for name, default in [
        ("layers", 28),
        ("first-bidirectional", 21),
        ("hidden", 64),
        ("intermediate", 160),
        ("heads", 4),
        ("kv-heads", 2),
        ("vocab", 512),
        ("max-positions", 1024),
        ("seed", 0),
    ]:
        add(f"--{name}", type=int, default=default, help="default: %(default)s")
    add("--lm-head", action="store_true", help="with a language-model head")
    add("--tied", action="store_true", help="the language-model head shares the embeddings")


def _random(options):
    config = CprsConfig(
        vocab=options.vocab,
        hidden=options.hidden,
        intermediate=options.intermediate,
        layers=options.layers,
        first_bidirectional=options.first_bidirectional,
        heads=options.heads,
        kv_heads=options.kv_heads,
        head_dim=options.hidden // options.heads,
        rope_theta=1e6,
        norm_epsilon=1e-6,
        max_positions=options.max_positions,
        tied_embeddings=options.tied,
    )
    write_random_checkpoint(options.target, config, options.seed, options.lm_head)
