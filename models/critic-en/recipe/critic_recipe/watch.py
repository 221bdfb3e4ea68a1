"""Measures on held-out questions: how much evidence the best sentences hold."""

import numpy as np
import torch

from critic_recipe.batches import collate
from critic_recipe.losses import unit_logits
from critic_recipe.windows import tokenise

BUDGETS = (0.1, 0.2, 0.3)


def measure(critic, sets, tokens):
    """For each set: the share of questions all of whose evidence is within each budget."""
    critic.eval()
    result = {}
    for name, groups in sets.items():
        if groups:
            found = np.mean([_found(critic, tokenise(g, tokens), tokens) for g in groups], axis=0)
            result[name] = {f"all@{b}": round(v, 4) for b, v in zip(BUDGETS, found.tolist(), strict=True)}
    critic.train()
    return result


@torch.inference_mode()
def score(critic, group, tokens):
    """The score of each unit, as log-odds, and its length in tokens."""
    batch = collate([group], tokens.end)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = critic(batch.input_ids, batch.attention_mask, batch.token_type_ids)
    units = len(group.positive)
    scores = unit_logits(logits.flatten(0, 1), batch.unit_of.flatten(), units).numpy()
    sizes = np.bincount(batch.unit_of[batch.unit_of >= 0].numpy(), minlength=units)
    return scores, sizes


def _found(critic, group, tokens):
    scores, sizes = score(critic, group, tokens)
    result = []
    for budget in BUDGETS:
        left = budget * sizes.sum()
        kept = np.zeros(len(scores), dtype=bool)
        for unit in np.argsort(-scores, kind="stable"):
            if sizes[unit] <= left:
                kept[unit] = True
                left -= sizes[unit]
        result.append(bool(kept[group.positive].all()))
    return result
