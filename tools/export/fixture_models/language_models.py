"""The language models in fixtures/models: random weights, reference values from plain torch."""

import json
import shutil

import numpy as np
import onnx
from onnx import numpy_helper

from fixture_models.golden import TEXTS, rounded, tokenised
from fixture_models.tokenizers import shortened_bpe, with_begin_token
from longctx_export.adopt import AdoptOptions, adopt
from longctx_export.critic import quantise_file
from longctx_export.lm import LmOptions, export_lm
from longctx_export.random_lm import random_lm_config, write_random_lm
from tests.lm_session import Lm, token_log_probabilities
from tests.reference import Reference

BEGIN = "<|begin_of_text|>"
END_OF_TEXT, IM_START, IM_END = "<|endoftext|>", "<|im_start|>", "<|im_end|>"
THINK = ["<think>", "</think>"]
VOCABULARY, POSITIONS = 320, 512
GREEDY = 24
SIZES = dict(
    vocab=VOCABULARY,
    hidden=32,
    intermediate=32,
    layers=2,
    heads=4,
    kv_heads=2,
    head_dim=16,
    max_positions=POSITIONS,
)
CHAT_TEMPLATE = (
    "{%- for message in messages %}\n"
    "{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}\n"
    "{%- endfor %}\n"
    "{%- if add_generation_prompt %}\n"
    "{{- '<|im_start|>assistant\\n' }}\n"
    "{%- if enable_thinking is defined and enable_thinking is false %}\n"
    "{{- '<think>\\n\\n</think>\\n\\n' }}\n"
    "{%- endif %}\n"
    "{%- endif %}\n"
)
MESSAGES = [
    {"role": "system", "content": "Answer briefly."},
    {"role": "user", "content": "Who has the sole power of impeachment?\n(第一句话)"},
]
LICENSE = "Apache-2.0"
SOURCE = "random weights, 2 layers of 32"
KEPT = "num_logits_to_keep"


def write_language_models(target, tokenizer_source, work):
    """Writes every model into a directory of its own in target."""
    chatml = [END_OF_TEXT, IM_START, IM_END]
    tokenizer = shortened_bpe(tokenizer_source, VOCABULARY, chatml, THINK)
    qwen = _checkpoint(work / "qwen3", tokenizer, "qwen3", seed=21, tied_embeddings=True)
    _configure(qwen, chat_template=CHAT_TEMPLATE)
    for name, cache in [("tiny-lm-plain", "plain"), ("tiny-lm-gqa", "group-query")]:
        _export(qwen, target / name, cache=cache)
        _write_json(target / name / "golden.json", lm_golden(qwen, tokenizer))
    _write_other(target, work / "other", tokenizer)
    _write_embedded(target, work / "qwen2", tokenizer)
    _write_dynamic(target, work / "untied", tokenizer)
    beginning = shortened_bpe(tokenizer_source, VOCABULARY, [BEGIN, IM_START, IM_END])
    _write_half(target, work / "llama", with_begin_token(beginning, BEGIN))


def _write_other(target, directory, tokenizer):
    """The same shapes with other weights, as after a training."""
    other = _checkpoint(directory, tokenizer, "qwen3", seed=24, tied_embeddings=True)
    _configure(other, chat_template=CHAT_TEMPLATE)
    for name, cache in [("tiny-lm-plain-other", "plain"), ("tiny-lm-gqa-other", "group-query")]:
        _export(other, target / name, cache=cache)
        _write_json(target / name / "golden.json", lm_golden(other, tokenizer))


def _write_embedded(target, directory, tokenizer):
    """A Qwen2 with biases and a head of its own, its weights inside the model's file."""
    name = "tiny-lm-embedded"
    sizes = dict(hidden=16, layers=1)
    qwen = _checkpoint(directory, tokenizer, "qwen2", seed=25, tied_embeddings=False, **sizes)
    _configure(qwen, chat_template=CHAT_TEMPLATE)
    _export(qwen, target / name, external="auto")
    _write_json(target / name / "golden.json", lm_golden(qwen, tokenizer))


def _write_half(target, directory, tokenizer):
    """A Llama whose tokenizer puts a token before each text; its template is a file of its own."""
    name = "tiny-lm-fp16"
    llama = _checkpoint(directory, tokenizer, "llama", seed=22, tied_embeddings=False)
    _configure(llama, bos_token=BEGIN)
    (llama / "chat_template.jinja").write_text("{{- bos_token }}\n" + CHAT_TEMPLATE)
    _export(llama, target / name, precision="fp16", external="auto")
    _write_json(target / name / "golden.json", lm_golden(llama, tokenizer, BEGIN))


def _write_dynamic(target, checkpoint, tokenizer):
    """In Optimum's form: without num_logits_to_keep, config.json beside the graph, adopted.

    Head and embeddings are two tensors: the runtime's quantiser transposes a shared one.
    """
    directory = target / "tiny-lm-dynamic-int8"
    _checkpoint(checkpoint, tokenizer, "qwen3", seed=23, tied_embeddings=False)
    _configure(checkpoint, chat_template=CHAT_TEMPLATE)
    _export(checkpoint, directory, external="auto")
    (directory / "longctx.json").unlink()
    shutil.copyfile(checkpoint / "config.json", directory / "config.json")
    ends = "generation_config.json"
    shutil.copyfile(checkpoint / ends, directory / ends)
    graph = directory / "model.onnx"
    plain = onnx.load(graph)
    kept = next(value for value in plain.graph.input if value.name == KEPT)
    plain.graph.input.remove(kept)
    plain.graph.initializer.append(numpy_helper.from_array(np.array(0, np.int64), KEPT))
    onnx.save(plain, graph)
    quantise_file(graph, graph)
    adopt(directory, AdoptOptions(license=LICENSE, source=SOURCE))
    _write_json(directory / "golden.json", session_golden(directory, tokenizer))


def _checkpoint(directory, tokenizer, architecture, seed, **settings):
    config = random_lm_config(architecture, **{**SIZES, **settings})
    write_random_lm(directory, config, seed)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    ends = [END_OF_TEXT, IM_END]
    ids = [tokenizer.token_to_id(token) for token in ends]
    _write_json(
        directory / "generation_config.json",
        {"eos_token_id": [token_id for token_id in ids if token_id is not None]},
    )
    return directory


def _configure(directory, **settings):
    settings = {"eos_token": IM_END, "model_max_length": POSITIONS, **settings}
    _write_json(directory / "tokenizer_config.json", settings)


def _export(checkpoint, target, **options):
    shutil.rmtree(target, ignore_errors=True)
    export_lm(checkpoint, target, LmOptions(target.name, license=LICENSE, source=SOURCE, **options))


def _write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def lm_golden(checkpoint, tokenizer, begin=""):
    """Texts and random ids with torch's values; one chat with its ids."""
    reference = Reference(checkpoint)
    cases = [lm_case(reference, ids) for ids in _sequences(tokenizer)]
    return {"cases": cases, "texts": tokenised(tokenizer), "chat": chat(tokenizer, begin)}


def session_golden(directory, tokenizer):
    """The same with ONNX Runtime's values, each sequence run at once; without continuations."""
    model = Lm(directory)
    cases = []
    for ids in _sequences(tokenizer):
        logits = model.logits(ids)
        chosen = token_log_probabilities(logits, ids)
        cases.append(
            {
                "input_ids": ids,
                "token_logprobs": rounded(chosen),
                "last_logits": rounded(logits[-1]),
            }
        )
    return {"cases": cases, "texts": tokenised(tokenizer), "chat": chat(tokenizer, "")}


def _sequences(tokenizer):
    random = np.random.Generator(np.random.PCG64(5))
    texts = [tokenizer.encode(text, add_special_tokens=True).ids for text in TEXTS[:3]]
    return [*texts, random.integers(0, VOCABULARY, 100).tolist()]


def lm_case(reference, ids):
    logits = reference.lm_logits([ids])[0]
    chosen = logits.log_softmax(dim=-1)[range(len(ids) - 1), ids[1:]]
    return {
        "input_ids": ids,
        "token_logprobs": rounded(chosen),
        "last_logits": rounded(logits[-1]),
        "greedy_ids": reference.greedy(ids, GREEDY),
    }


def chat(tokenizer, begin):
    """MESSAGES as the template writes them before an answer, and the ids of that text."""
    turns = [f"{IM_START}{m['role']}\n{m['content']}{IM_END}\n" for m in MESSAGES]
    text = begin + "".join(turns) + f"{IM_START}assistant\n"
    return {
        "messages": MESSAGES,
        "text": text,
        "ids": tokenizer.encode(text, add_special_tokens=False).ids,
    }
