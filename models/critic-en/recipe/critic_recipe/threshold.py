"""Chooses the threshold of a critic's own decision, on multi-hop questions that no run trains on,
with the exported graph, whose scores are not quite those of the checkpoint."""

import argparse
from pathlib import Path

import numpy as np

from critic_recipe import backbone
from critic_recipe.exported import ExportedCritic, unit_scores
from critic_recipe.groups import Corpus
from critic_recipe.windows import Tokens, tokenise

THRESHOLDS = np.round(np.arange(0.05, 0.96, 0.05), 2)
BETA = 2
"""Evidence that is lost costs more than text that is kept needlessly: recall counts double."""


def f_score(kept, positive):
    hits = (kept & positive).sum()
    if hits == 0:
        return 0.0
    precision, recall = hits / kept.sum(), hits / positive.sum()
    return (1 + BETA**2) * precision * recall / (BETA**2 * precision + recall)


def measure(critic, groups):
    """Precision, recall and F of all units of all questions together, at each threshold."""
    scores = np.concatenate([unit_scores(critic.keep(g), g)[0] for g in groups])
    positive = np.concatenate([g.positive for g in groups])
    for threshold in THRESHOLDS:
        kept = scores >= threshold
        hits = (kept & positive).sum()
        yield {
            "threshold": float(threshold),
            "precision": round(float(hits / max(1, kept.sum())), 3),
            "recall": round(float(hits / positive.sum()), 3),
            "f": round(float(f_score(kept, positive)), 4),
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("critic", type=Path, help="critic directory, as exported")
    args = parser.parse_args()
    tokens = Tokens(backbone.load_tokenizer(args.critic / "tokenizer.json"))
    groups = [tokenise(g, tokens) for g in Corpus(args.data).held_out_groups()["multi-hop"]]
    lines = list(measure(ExportedCritic(args.critic, tokens), groups))
    print(len(groups), "questions")
    for line in lines:
        print(line)
    print("best:", max(lines, key=lambda line: line["f"]))


if __name__ == "__main__":
    main()
