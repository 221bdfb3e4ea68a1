"""An exported language model, run by ONNX Runtime as docs/language-model-contract.md says."""

import json

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

CAPACITY = 96
"""Tokens that a shared buffer holds beyond those that a test runs."""


class Lm:
    def __init__(self, directory):
        self.directory = directory
        self.manifest = json.loads((directory / "longctx.json").read_text(encoding="utf-8"))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(directory / "model.onnx"), options)
        self.inputs = {value.name: value for value in self.session.get_inputs()}
        first = self.inputs["past_key_values.0.key"]
        self.kind = np.float16 if "float16" in first.type else np.float32
        self.heads, self.size = first.shape[1], first.shape[3]
        self.shared = self.manifest["cache"] == "group_query"

    def weights(self):
        """The graph's initialisers by name."""
        model = onnx.load(self.directory / "model.onnx")
        return {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}

    def cache(self, batch=1, capacity=0):
        """Empty caches by name; a shared buffer is filled with what must never be read."""
        shape = (batch, self.heads, capacity if self.shared else 0, self.size)
        return {
            name: np.full(shape, 1e4, self.kind)
            for name in self.inputs
            if name.startswith("past_key_values.")
        }

    def run(self, ids, cache, mask=None, positions=None, keep=0):
        """Runs new tokens behind a cache; returns logits and the cache with them."""
        ids = np.asarray(ids, np.int64)
        if mask is None:
            past = 0 if self.shared else next(iter(cache.values())).shape[2]
            mask = np.ones((len(ids), past + ids.shape[1]), np.int64)
        mask = np.asarray(mask, np.int64)
        feed = {"input_ids": ids, "attention_mask": mask, **cache}
        if "num_logits_to_keep" in self.inputs:
            feed["num_logits_to_keep"] = np.array(keep, np.int64)
        if "position_ids" in self.inputs:
            counted = np.maximum(np.cumsum(mask, axis=1) - 1, 0)[:, -ids.shape[1] :]
            feed["position_ids"] = counted if positions is None else positions
        return self._run_shared(feed, cache) if self.shared else self._run_plain(feed, cache)

    def _run_plain(self, feed, cache):
        names = ["logits", *(present(name) for name in cache)]
        logits, *values = self.session.run(names, feed)
        return logits, dict(zip(cache, values, strict=True))

    def _run_shared(self, feed, cache):
        """Binds past and present to the cache's own arrays, which are written in place."""
        binding = self.session.io_binding()
        values = {name: onnxruntime.OrtValue.ortvalue_from_numpy(a) for name, a in feed.items()}
        for name, value in values.items():
            binding.bind_ortvalue_input(name, value)
        for name in cache:
            binding.bind_ortvalue_output(present(name), values[name])
        binding.bind_output("logits")
        self.session.run_with_iobinding(binding)
        return binding.get_outputs()[-1].numpy().copy(), cache

    def logits(self, ids):
        """Logits of one whole sequence, [tokens, vocabulary]."""
        return self.run([ids], self.cache(capacity=len(ids)))[0][0]

    def in_chunks(self, ids, size):
        """The same, run chunk by chunk over the cache; returns also the cache."""
        cache = self.cache(capacity=len(ids) + CAPACITY)
        parts = []
        for start in range(0, len(ids), size):
            chunk = ids[start : start + size]
            mask = np.ones((1, start + len(chunk)))
            logits, cache = self.run([chunk], cache, mask)
            parts.append(logits[0])
        return np.concatenate(parts), cache

    def greedy(self, ids, count, end=()):
        """The most probable tokens, each run alone over the cache."""
        logits, cache = self.in_chunks(ids, len(ids))
        total, tokens = len(ids), []
        while True:
            tokens.append(int(logits[-1].argmax()))
            if len(tokens) == count or tokens[-1] in end:
                return tokens
            total += 1
            logits, cache = self.run([tokens[-1:]], cache, np.ones((1, total)))
            logits = logits[0]

    def greedy_without_cache(self, ids, count, end=()):
        tokens = []
        while len(tokens) < count and not (tokens and tokens[-1] in end):
            tokens.append(int(self.logits([*ids, *tokens])[-1].argmax()))
        return tokens


def present(name):
    return name.replace("past_key_values", "present")


def token_log_probabilities(logits, ids):
    """log p of each token but the first, given those before it."""
    logits = np.asarray(logits, np.float64)[: len(ids) - 1]
    highest = logits.max(axis=1, keepdims=True)
    total = highest[:, 0] + np.log(np.exp(logits - highest).sum(axis=1))
    return logits[np.arange(len(ids) - 1), ids[1:]] - total
