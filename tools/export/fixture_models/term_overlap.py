"""A critic without learned weights: tokens that share rare terms with the prompt score high.

Every quantity is a multiple of 2^-14 below 8, so float32 sums are exact in any order: a window
scores the same bits alone, padded, or among others.
"""

import math
from collections import Counter

import numpy as np
from onnx import TensorProto

from longctx_export.graph import GraphBuilder

REACH = 8
LOW, SPAN = -4.0, 8.0
OWN = 0.75
PIECE_WEIGHT, LETTER_WEIGHT = 0.5, 0.25
QUESTION_WORDS = frozenset(
    "who whom whose what which when where why how did does do is are".split()
)
"""Rare in the training text, yet they carry a question and no topic."""


def term_weights(tokenizer, sentences):
    """One weight in [0, 1] for each id: 0 for stop words and punctuation, 1 for rare words."""
    seen = Counter()
    for encoding in tokenizer.encode_batch(sentences, add_special_tokens=False):
        seen.update(set(encoding.ids))
    vocabulary = tokenizer.get_vocab()
    weights = np.zeros(len(vocabulary), dtype=np.float32)
    for token, index in vocabulary.items():
        rarity = math.log((len(sentences) + 1) / (seen[index] + 1))
        weight = min(max((rarity - 1.0) / 2.5, 0.0), 1.0) * _share_of_a_word(token)
        weights[index] = round(weight * 256) / 256
    return weights


def _share_of_a_word(token):
    """How much of a word the token names: pieces match by chance, punctuation says nothing."""
    letters = token.removeprefix("##")
    if token.startswith("[") or not letters.isalnum() or token in QUESTION_WORDS:
        return 0.0
    if len(letters) <= 2 and not letters.isdigit():
        return LETTER_WEIGHT
    return PIECE_WEIGHT if token.startswith("##") else 1.0


def term_overlap_graph(weights):
    """logit = -4 + 8 * min(1, 0.75 * evidence + fading evidence of 8 tokens on either side)."""
    g, dims = GraphBuilder("term_overlap"), ["batch", "tokens"]
    ids = g.input("input_ids", dims)
    mask = g.input("attention_mask", dims)
    types = g.input("token_type_ids", dims)
    with g.scope("roles"):
        real = g.op("Cast", mask, to=TensorProto.BOOL)
        second = g.op("Cast", types, to=TensorProto.BOOL)
        prompt = g.op("And", real, g.op("Not", second))
        window = g.op("Cast", g.op("And", real, second), to=TensorProto.FLOAT)
    with g.scope("matches"):
        rows, columns = g.constant([2]), g.constant([1])
        same = g.op("Equal", g.op("Unsqueeze", ids, rows), g.op("Unsqueeze", ids, columns))
        shared = g.op("And", same, g.op("Unsqueeze", prompt, columns))
        found = g.op("ReduceMax", g.op("Cast", shared, to=TensorProto.FLOAT), rows, keepdims=0)
    with g.scope("evidence"):
        weight = g.op("Gather", g.weight("term_weights", weights), ids)
        evidence = g.op("Mul", g.op("Mul", found, weight), window)
    with g.scope("neighbours"):
        fading = REACH + 1 - np.abs(np.arange(-REACH, REACH + 1, dtype=np.float32))
        kernel = g.weight("fading", (fading / 64).reshape(1, 1, -1))
        line = g.op("Unsqueeze", evidence, columns)
        support = g.op("Squeeze", g.op("Conv", line, kernel, pads=[REACH, REACH]), columns)
    with g.scope("logits"):
        total = g.op("Add", g.op("Mul", evidence, g.constant(OWN, np.float32)), support)
        capped = g.op("Min", total, g.constant(1, np.float32))
        scaled = g.op("Mul", g.op("Mul", capped, window), g.constant(SPAN, np.float32))
        logits = g.op("Add", scaled, g.constant(LOW, np.float32))
        logits = g.op("Unsqueeze", logits, rows)
    g.output("logits", logits, [*dims, 1])
    return g
