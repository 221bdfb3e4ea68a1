"""The language models in fixtures/models: random weights, reference values from plain torch."""

import json
import shutil

import numpy as np

from fixture_models.golden import TEXTS, rounded, tokenised
from fixture_models.tokenizers import shortened_bpe
from longctx_export.lm import LmOptions, export_lm
from longctx_export.random_lm import random_lm_config, write_random_lm
from tests.reference import Reference

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
    tied_embeddings=True,
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


def write_language_models(target, tokenizer_source, work):
    """Writes every model into a directory of its own in target."""
    tokenizer = shortened_bpe(tokenizer_source, VOCABULARY, [END_OF_TEXT, IM_START, IM_END], THINK)
    checkpoint = _checkpoint(work / "qwen3", tokenizer)
    for name, cache in [("tiny-lm-plain", "plain"), ("tiny-lm-gqa", "group-query")]:
        _export(checkpoint, target / name, cache=cache)
        _write_json(target / name / "golden.json", lm_golden(checkpoint, tokenizer))


def _checkpoint(directory, tokenizer, architecture="qwen3", seed=21):
    write_random_lm(directory, random_lm_config(architecture, **SIZES), seed)
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    settings = {
        "bos_token": None,
        "eos_token": IM_END,
        "pad_token": END_OF_TEXT,
        "model_max_length": POSITIONS,
        "chat_template": CHAT_TEMPLATE,
    }
    _write_json(directory / "tokenizer_config.json", settings)
    ends = [tokenizer.token_to_id(token) for token in [IM_END, END_OF_TEXT]]
    _write_json(directory / "generation_config.json", {"eos_token_id": ends})
    return directory


def _export(checkpoint, target, **options):
    shutil.rmtree(target, ignore_errors=True)
    source = "random weights, 2 layers of 32"
    export_lm(checkpoint, target, LmOptions(target.name, license=LICENSE, source=source, **options))


def _write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")


def lm_golden(checkpoint, tokenizer):
    """Texts and random ids with torch's values; one chat with its ids."""
    reference = Reference(checkpoint)
    random = np.random.Generator(np.random.PCG64(5))
    sequences = [tokenizer.encode(text, add_special_tokens=True).ids for text in TEXTS[:3]]
    sequences.append(random.integers(0, VOCABULARY, 100).tolist())
    return {
        "cases": [lm_case(reference, ids) for ids in sequences],
        "texts": tokenised(tokenizer),
        "chat": chat(tokenizer),
    }


def lm_case(reference, ids):
    logits = reference.lm_logits([ids])[0]
    chosen = logits.log_softmax(dim=-1)[range(len(ids) - 1), ids[1:]]
    return {
        "input_ids": ids,
        "token_logprobs": rounded(chosen),
        "last_logits": rounded(logits[-1]),
        "greedy_ids": reference.greedy(ids, GREEDY),
    }


def chat(tokenizer):
    """MESSAGES as the template writes them before an answer, and the ids of that text."""
    turns = [f"{IM_START}{m['role']}\n{m['content']}{IM_END}\n" for m in MESSAGES]
    text = "".join(turns) + f"{IM_START}assistant\n"
    return {
        "messages": MESSAGES,
        "text": text,
        "ids": tokenizer.encode(text, add_special_tokens=False).ids,
    }
