"""Command line of the language models: lm, adopt, random-lm, word-tokenizer."""

from pathlib import Path

from longctx_export.adopt import AdoptOptions, adopt
from longctx_export.block_quantised import ACTIVATIONS
from longctx_export.causal_lm import FORMS
from longctx_export.errors import expect
from longctx_export.lm import EXTERNAL, WEIGHT_BITS, LmOptions, export_lm
from longctx_export.lm_config import ARCHITECTURES
from longctx_export.random_lm import random_lm_config, write_random_lm
from longctx_export.target import PRECISIONS
from longctx_export.word_level import write_word_level


def add_lm(commands):
    parser = commands.add_parser("lm", help="write a checkpoint as an ONNX language model")
    parser.set_defaults(run=_lm)
    add = parser.add_argument
    add("source", type=Path, help="directory with config.json and safetensors")
    add("target", type=Path, help="directory to create")
    add("--cache", choices=list(FORMS), default="plain", help="default: %(default)s")
    add("--precision", choices=list(PRECISIONS), default="fp32", help="default: %(default)s")
    add("--weights", choices=list(WEIGHT_BITS), default="none", help="default: %(default)s")
    add(
        "--activations",
        choices=list(ACTIVATIONS),
        default="int8",
        help="what int8 and int4 weights are multiplied with (default: %(default)s)",
    )
    add(
        "--external",
        choices=EXTERNAL,
        default="always",
        help="weights in a side file, or only above 2 GB (default: %(default)s)",
    )
    add("--tokenizer", type=Path, help="tokenizer.json (default: the source's, if any)")
    _add_common(add)


def _add_common(add):
    add("--max-positions", type=int, metavar="TOKENS", help="default: what the config implies")
    add("--device", choices=["cpu", "cuda"], action="append", help="default: cpu; may be repeated")
    add("--name", help="the model's name (default: the directory's)")
    add("--license", default="unspecified", help="SPDX name for the manifest")
    add("--source-name", help="provenance for the manifest (default: the directory's name)")


def _common(options):
    return dict(
        name=options.name,
        max_positions=options.max_positions,
        devices=tuple(options.device or ["cpu"]),
        license=options.license,
        source=options.source_name,
    )


def _lm(options):
    more = LmOptions(
        cache=options.cache,
        precision=options.precision,
        weights=options.weights,
        activations=options.activations,
        external=options.external,
        tokenizer=options.tokenizer,
        **_common(options),
    )
    export_lm(options.source, options.target, more)


def add_adopt(commands):
    parser = commands.add_parser("adopt", help="write longctx.json for another exporter's graph")
    parser.set_defaults(run=_adopt)
    add = parser.add_argument
    add(
        "directory", type=Path, help="directory with the graph and config.json or genai_config.json"
    )
    add("--file", help="the graph (default: genai_config.json's, else model.onnx)")
    add("--cache", choices=list(FORMS), help="default: what the graph's attention implies")
    _add_common(add)


def _adopt(options):
    adopt(
        options.directory,
        AdoptOptions(file=options.file, cache=options.cache, **_common(options)),
    )


def add_random_lm(commands):
    parser = commands.add_parser("random-lm", help="write a random language model's checkpoint")
    parser.set_defaults(run=_random)
    add = parser.add_argument
    add("target", type=Path, help="directory to create")
    add("--architecture", choices=list(ARCHITECTURES), default="llama", help="default: llama")
    for name, default in [
        ("layers", 2),
        ("hidden", 64),
        ("heads", 4),
        ("kv-heads", 2),
        ("positions", 1024),
        ("vocabulary", 512),
        ("seed", 0),
    ]:
        add(f"--{name}", type=int, default=default, help="default: %(default)s")
    add("--intermediate", type=int, help="default: three times --hidden")
    add("--head-dim", type=int, help="default: --hidden divided by --heads")
    add("--tied", action="store_true", help="the head shares the embeddings")
    add("--rope-theta", type=float, default=1e6, metavar="BASE", help="default: %(default)s")
    add(
        "--tokenizer",
        type=Path,
        help="tokenizer.json to put beside the weights, or a directory with it and its settings",
    )


def _random(options):
    hidden, heads = options.hidden, options.heads
    expect(heads > 0, "--heads", "above 0", heads)
    config = random_lm_config(
        options.architecture,
        options.rope_theta,
        vocab=options.vocabulary,
        hidden=hidden,
        intermediate=3 * hidden if options.intermediate is None else options.intermediate,
        layers=options.layers,
        heads=heads,
        kv_heads=options.kv_heads,
        head_dim=hidden // heads if options.head_dim is None else options.head_dim,
        max_positions=options.positions,
        tied_embeddings=options.tied,
    )
    write_random_lm(options.target, config, options.seed, options.tokenizer)


def add_word_tokenizer(commands):
    parser = commands.add_parser("word-tokenizer", help="write a tokenizer of whole words")
    parser.set_defaults(run=_word_tokenizer)
    add = parser.add_argument
    add("words", type=Path, help="text file with a word a line, in the order of their ids")
    add("target", type=Path, help="directory to create")
    add("--begin", action="store_true", help="put <bos> before every text")


def _word_tokenizer(options):
    expect(options.words.is_file(), options.words, "a file of words", "none")
    words = options.words.read_text(encoding="utf-8").splitlines()
    write_word_level(options.target, words, options.begin)
