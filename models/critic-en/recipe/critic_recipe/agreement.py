"""Compares two exported critics, int8 and fp32, on held-out questions: what both keep."""

import argparse
from pathlib import Path

import numpy as np

from critic_recipe import backbone
from critic_recipe.exported import ExportedCritic, unit_scores
from critic_recipe.groups import Corpus
from critic_recipe.windows import Tokens, tokenise

BUDGET = 0.2


def kept_units(probabilities, group):
    """Units by score until the budget is full."""
    scores, sizes = unit_scores(probabilities, group)
    left, kept = BUDGET * sizes.sum(), set()
    for unit in np.argsort(-scores, kind="stable"):
        if sizes[unit] <= left:
            kept.add(int(unit))
            left -= sizes[unit]
    return kept


def compare(first, second, groups, threshold):
    """Over all groups: the share of tokens on which both decide alike at the threshold, and of the
    units that either keeps within the budget, the share that both keep."""
    tokens_agree, units_agree = [], []
    for group in groups:
        a, b = first.keep(group), second.keep(group)
        tokens_agree.append(np.mean((a >= threshold) == (b >= threshold)))
        kept, other = kept_units(a, group), kept_units(b, group)
        units_agree.append(len(kept & other) / max(1, len(kept | other)))
    return float(np.mean(tokens_agree)), float(np.mean(units_agree))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("first", type=Path, help="critic directory; its threshold decides")
    parser.add_argument("second", type=Path)
    args = parser.parse_args()
    tokens = Tokens(backbone.load_tokenizer(args.first / "tokenizer.json"))
    first, second = (ExportedCritic(d, tokens) for d in (args.first, args.second))
    for name, groups in Corpus(args.data).held_out_groups().items():
        groups = [tokenise(g, tokens) for g in groups]
        alike, both = compare(first, second, groups, first.threshold)
        print(f"{name}, {len(groups)} questions: same decision at {first.threshold} on"
              f" {100 * alike:.2f} % of the tokens, {100 * both:.1f} % of the sentences that either"
              f" keeps at {100 * BUDGET:.0f} % are kept by both")  # fmt: skip


if __name__ == "__main__":
    main()
