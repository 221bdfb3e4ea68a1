"""A critic directory, run as the compressor runs it."""

import json

import numpy as np
import onnxruntime

from critic_recipe.model import OUTSIDE


class ExportedCritic:
    def __init__(self, directory, tokens):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self._session = onnxruntime.InferenceSession(directory / "model.onnx", options)
        self.threshold = json.loads((directory / "longctx.json").read_text("utf-8"))["threshold"]
        self._tokens = tokens

    def keep(self, group):
        """The keep probability of each token of the group's windows, run one by one."""
        return np.concatenate([self._window(w) for w in group.windows])

    def _window(self, window):
        ids = np.array([[*window.prompt, *window.ids, self._tokens.end]], dtype=np.int64)
        types = (np.arange(ids.shape[1]) >= len(window.prompt)).astype(np.int64)[None]
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types}
        logits = self._session.run(["logits"], feed)[0][0, len(window.prompt) : -1]
        odds = np.exp(logits - logits.max(-1, keepdims=True))
        return 1 - odds[:, OUTSIDE] / odds.sum(-1)


def unit_scores(probabilities, group):
    """The score of each unit, the mean keep probability of its tokens, and its size in tokens."""
    units = np.concatenate([w.units for w in group.windows])
    sizes = np.bincount(units, minlength=len(group.positive))
    sums = np.bincount(units, probabilities, minlength=len(group.positive))
    return sums / np.maximum(sizes, 1), sizes
