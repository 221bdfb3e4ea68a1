"""Losses over token labels and over the units that are ranked by them."""

import torch
import torch.nn.functional as F

from critic_recipe.model import OUTSIDE

IGNORED = -100


def tag_loss(logits, targets, weights=None, kind="ce", gamma=2.0):
    """QwenLong-CPRS's loss over labels.

    logits [tokens, classes], targets [tokens] with -100 for positions that do not count. The mean is
    over all positions, those that do not count included. With `focal`, pt = exp(-ce) is taken after
    the class weight, as the authors' code has it.
    """
    ce = F.cross_entropy(logits.float(), targets, weight=weights, reduction="none",
                         ignore_index=IGNORED)
    if kind == "focal":
        ce = (1 - torch.exp(-ce)) ** gamma * ce
    elif kind != "ce":
        raise ValueError(f"loss: expected ce or focal, found {kind}")
    return ce.mean()


def drop_outside(targets, share, generator):
    """Takes a random share of the outside tokens out of the loss (paper, section 2.3: half)."""
    drawn = torch.rand(targets.shape, generator=generator) < share
    return targets.masked_fill(drawn & (targets == OUTSIDE), IGNORED)


def unit_logits(logits, unit_of, units):
    """The log-odds of each unit's score: the mean keep probability of its tokens, which is what the
    compressor ranks sentences by. unit_of [tokens] holds the unit's number or -1."""
    keep = 1 - logits.float().softmax(-1)[:, OUTSIDE]
    inside = unit_of >= 0
    index = unit_of[inside]
    total = torch.zeros(units).index_add(0, index, keep[inside])
    count = torch.zeros(units).index_add(0, index, torch.ones_like(keep[inside]))
    mean = (total / count.clamp(min=1)).clamp(1e-5, 1 - 1e-5)
    return torch.log(mean) - torch.log1p(-mean)


def ranking_loss(scores, positive, group):
    """Each supporting unit against all other units of its question, over all windows of it.

    For a supporting unit p: -log(exp(s_p) / (exp(s_p) + sum over the question's others)). Other
    supporting units are no rivals. Mean over the supporting units; 0 without any.
    """
    if not positive.any():
        return scores.sum() * 0
    groups = int(group.max()) + 1
    top = scores.detach().max()
    rivals = torch.zeros(groups).index_add(
        0, group[~positive], torch.exp(scores[~positive] - top)
    )
    own = scores[positive] - top
    return (torch.log(torch.exp(own) + rivals[group[positive]]) - own).mean()
