"""Compares two exported critics, int8 and fp32, on held-out questions: what both keep."""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime

from critic_recipe import backbone
from critic_recipe.groups import Corpus
from critic_recipe.model import OUTSIDE
from critic_recipe.windows import Tokens, tokenise

BUDGET = 0.2


class ExportedCritic:
    def __init__(self, directory, tokens):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 2
        self._session = onnxruntime.InferenceSession(directory / "model.onnx", options)
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


def kept_units(probabilities, group):
    """Units by score until the budget is full."""
    units = np.concatenate([w.units for w in group.windows])
    sizes = np.bincount(units, minlength=len(group.positive))
    scores = np.bincount(units, probabilities, minlength=len(group.positive)) / np.maximum(sizes, 1)
    left, kept = BUDGET * sizes.sum(), set()
    for unit in np.argsort(-scores, kind="stable"):
        if sizes[unit] <= left:
            kept.add(int(unit))
            left -= sizes[unit]
    return kept


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    args = parser.parse_args()
    tokens = Tokens(backbone.load_tokenizer(args.first / "tokenizer.json"))
    critics = [ExportedCritic(d, tokens) for d in (args.first, args.second)]
    tokens_agree, spans_agree = [], []
    for name, groups in Corpus(args.data).held_out_groups().items():
        for group in groups:
            group = tokenise(group, tokens)
            a, b = (critic.keep(group) for critic in critics)
            tokens_agree.append(np.mean((a >= 0.5) == (b >= 0.5)))
            kept, other = kept_units(a, group), kept_units(b, group)
            spans_agree.append(len(kept & other) / max(1, len(kept | other)))
        print(f"{name}: same decision on {100 * np.mean(tokens_agree):.2f} % of the tokens,"
              f" {100 * np.mean(spans_agree):.1f} % of the sentences that either keeps at"
              f" {100 * BUDGET:.0f} % are kept by both")  # fmt: skip
        tokens_agree, spans_agree = [], []


if __name__ == "__main__":
    main()
