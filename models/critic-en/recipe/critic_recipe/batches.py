"""Batches of whole groups, of similar length, padded to a multiple of 32."""

import random
from dataclasses import dataclass

import numpy as np
import torch

from critic_recipe.losses import IGNORED

MULTIPLE = 32


@dataclass(frozen=True)
class Batch:
    input_ids: torch.Tensor
    attention_mask: torch.Tensor
    token_type_ids: torch.Tensor
    labels: torch.Tensor
    unit_of: torch.Tensor
    positive: torch.Tensor
    group_of: torch.Tensor
    ranked: torch.Tensor


def plan(groups, tokens_per_batch, seed):
    """Lists of groups, each for one step. Groups of similar length meet, in a random order."""
    rng = random.Random(seed)
    order = list(groups)
    rng.shuffle(order)
    batches = []
    for at in range(0, len(order), 256):
        pool = sorted(order[at : at + 256], key=_length)
        batches += _fill(pool, tokens_per_batch)
    rng.shuffle(batches)
    return batches


def _fill(pool, tokens_per_batch):
    batch, windows, longest = [], 0, 0
    for group in pool:
        length = max(longest, _length(group))
        if batch and (windows + len(group.windows)) * length > tokens_per_batch:
            yield batch
            batch, windows, length = [], 0, _length(group)
        batch.append(group)
        windows += len(group.windows)
        longest = length
    if batch:
        yield batch


def _length(group):
    longest = max(w.size for w in group.windows)
    return -(-longest // MULTIPLE) * MULTIPLE


def collate(groups, end_id):
    """One batch of tensors, [windows, length] and [units]."""
    windows = [w for g in groups for w in g.windows]
    shape = (len(windows), max(_length(g) for g in groups))
    ids = np.zeros(shape, dtype=np.int64)
    mask, types = np.zeros_like(ids), np.zeros_like(ids)
    labels, units = np.full(shape, IGNORED), np.full(shape, -1)
    row, first_unit = 0, 0
    for group in groups:
        for w in group.windows:
            begin, end = len(w.prompt), len(w.prompt) + len(w.ids)
            ids[row, :begin], ids[row, begin:end], ids[row, end] = w.prompt, w.ids, end_id
            mask[row, : end + 1] = 1
            types[row, begin : end + 1] = 1
            labels[row, begin:end] = w.labels
            units[row, begin:end] = first_unit + w.units
            row += 1
        first_unit += len(group.positive)
    sizes = [len(g.positive) for g in groups]
    return Batch(
        *(torch.from_numpy(a) for a in (ids, mask, types, labels, units)),
        positive=torch.from_numpy(np.concatenate([g.positive for g in groups])),
        group_of=torch.repeat_interleave(torch.arange(len(groups)), torch.tensor(sizes)),
        ranked=torch.repeat_interleave(
            torch.tensor([g.ranked for g in groups]), torch.tensor(sizes)
        ),
    )
