"""The updates of the reinforce-step benchmark in Python: the same module, weights and rollouts.

Reads what the Java side dumped, with the weights that it began with, and prints one JSON object.
"""

import argparse
import json
import statistics
import time
import warnings
from pathlib import Path

import torch
from train_step import LOGITS_AT_ONCE, Step

CLIP, PARTS = 0.2, 2


class Updates(Step):
    """One step of GRPO: mean over the tokens of a response, then over responses."""

    def __init__(self, directory, groups, scripted):
        longest = max(len(g["prompt"]) + max(map(len, g["responses"])) for g in groups)
        super().__init__(directory, longest, 1, scripted)
        self.groups = groups
        self.config = json.loads((directory / "config.json").read_text())

    def take(self):
        losses = []
        for part in range(PARTS):
            begin, end = (len(self.groups) * (part + i) // PARTS for i in (0, 1))
            some = self.groups[begin:end]
            count = sum(len(g["responses"]) for g in some)
            losses.append(sum(self.accumulate(g, count) for g in some))
            self.update()
            for tensor in self.p.values():
                tensor.grad.zero_()
        return statistics.mean(losses)

    def accumulate(self, group, count):
        rewards = torch.tensor(group["rewards"], dtype=torch.float64)
        advantages = (rewards - rewards.mean()) / (rewards.std() + 1e-6)
        prompt = len(group["prompt"])
        if len({len(r) for r in group["responses"]}) != 1:
            raise SystemExit("expected responses of one length")
        size = len(group["responses"][0])
        rows = [group["prompt"] + r for r in group["responses"]]
        length = prompt + size - 1
        ids = torch.tensor([row[:-1] for row in rows]).flatten()
        target = torch.tensor(group["responses"]).flatten()
        positions = torch.arange(length).repeat(len(rows))
        at = torch.arange(prompt - 1, length)
        predictors = (torch.arange(len(rows))[:, None] * length + at).flatten()
        blocks = torch.tensor([[len(rows), length, 0]])
        batch = (ids, positions, blocks, self.cos, self.sin, predictors)
        states = self.module(*batch, self.numbers, self.p)
        kept = states.detach()
        log_probs = self.module.head_log_probs(kept, target, self.numbers, self.p)[0].detach()
        old = torch.tensor(group["log_probs"], dtype=torch.float64).flatten()
        ratio = (log_probs.double() - old).exp()
        each = advantages.repeat_interleave(size)
        plain, clipped = -each * ratio, -each * ratio.clamp(1 - CLIP, 1 + CLIP)
        slopes = torch.where(plain >= clipped, plain, torch.zeros_like(plain)) / (count * size)
        none = torch.empty(0)
        vjp = self.module.head_vjp(kept, target, slopes.float(), none, self.numbers, self.p)
        states.backward(vjp)
        return (torch.maximum(plain, clipped) / (count * size)).sum().item()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--rollouts", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--warm-up", type=int, default=3)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--scripted", action="store_true")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(args.threads)
    updates = Updates(args.model, json.loads(args.rollouts.read_text()), args.scripted)
    times, first = [], None
    for _ in range(args.warm_up + args.steps):
        began = time.process_time()
        loss = updates.take()
        times.append(time.process_time() - began)
        first = loss if first is None else first
    seconds = statistics.median(times[args.warm_up :])
    print(json.dumps({"cpuSecondsOfUpdates": seconds, "firstLoss": first}))


if __name__ == "__main__":
    main()
