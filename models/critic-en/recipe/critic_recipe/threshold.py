"""Chooses the threshold of the critic's own decision, on questions held out of the training."""

import argparse
from pathlib import Path

import numpy as np

from critic_recipe import backbone, checkpoint
from critic_recipe.groups import Corpus
from critic_recipe.model import TokenCritic
from critic_recipe.watch import score
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


def measure(critic, groups, tokens):
    """Precision, recall and F of all units of all questions together, at each threshold."""
    critic.eval()
    scores, positives = [], []
    for group in groups:
        tokenised = tokenise(group, tokens)
        odds, _ = score(critic, tokenised, tokens)
        scores.append(1 / (1 + np.exp(-odds)))
        positives.append(tokenised.positive)
    scores, positive = np.concatenate(scores), np.concatenate(positives)
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
    parser.add_argument("run", type=Path, help="output folder of the training")
    args = parser.parse_args()
    critic = TokenCritic(backbone.load_encoder(args.run / "backbone" / backbone.GRAPH))
    checkpoint.read_weights(args.run / "checkpoint.safetensors", critic)
    tokens = Tokens(backbone.load_tokenizer(args.run / "backbone" / backbone.TOKENIZER))
    groups = [g for part in Corpus(args.data).held_out_groups().values() for g in part]
    lines = list(measure(critic, groups, tokens))
    for line in lines:
        print(line)
    print("best:", max(lines, key=lambda line: line["f"]))


if __name__ == "__main__":
    main()
