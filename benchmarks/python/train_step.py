"""The step of the train-step benchmark in Python: the same module, weights, tokens and optimiser.

Prints one JSON object.
"""

import argparse
import json
import sys
import time
import warnings
from pathlib import Path

import torch
from safetensors.torch import load_file

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "train"))
from decoder import Decoder  # noqa: E402

RATE, BETA1, BETA2, EPSILON, DECAY, MOST_NORM = 1e-4, 0.9, 0.999, 1e-8, 0.1, 1.0
LOGITS_AT_ONCE = 1 << 23


class Step:
    def __init__(self, directory, tokens, response, scripted):
        self.module = torch.jit.script(Decoder()) if scripted else Decoder()
        config = json.loads((directory / "config.json").read_text())
        weights = load_file(directory / "model.safetensors")
        self.p = {n: t.float().requires_grad_(True) for n, t in weights.items()}
        for tensor in self.p.values():
            tensor.grad = torch.zeros_like(tensor)
        self.m = {n: torch.zeros_like(t) for n, t in self.p.items()}
        self.v = {n: torch.zeros_like(t) for n, t in self.p.items()}
        self.tables(config, tokens)
        ids = (7919 * torch.arange(tokens) + 13) % config["vocab_size"]
        self.ids, self.target = ids[:-1].clone(), ids[-response:]
        self.positions = torch.arange(tokens - 1)
        self.blocks = torch.tensor([[1, tokens - 1, 0]])
        self.predictors = torch.arange(tokens - 1 - response, tokens - 1)
        rows = LOGITS_AT_ONCE // config["vocab_size"]
        numbers = [config["rms_norm_eps"], config["num_hidden_layers"], rows, 1.0, 0.0]
        self.numbers = torch.tensor(numbers, dtype=torch.float64)
        self.steps = 0

    def tables(self, config, tokens):
        size = config["head_dim"]
        rates = config["rope_theta"] ** (-torch.arange(0, size, 2, dtype=torch.float64) / size)
        angles = torch.arange(tokens, dtype=torch.float64)[:, None] * rates
        self.cos, self.sin = angles.cos().float(), angles.sin().float()

    def take(self):
        batch = (self.ids, self.positions, self.blocks, self.cos, self.sin, self.predictors)
        states = self.module(*batch, self.numbers, self.p)
        kept = states.detach()
        log_probs = self.module.head_log_probs(kept, self.target, self.numbers, self.p)[0]
        slopes = torch.full_like(log_probs, -1.0 / len(log_probs))
        none = torch.empty(0)
        states.backward(self.module.head_vjp(kept, self.target, slopes, none, self.numbers, self.p))
        self.update()
        return -log_probs.mean().item()

    def update(self):
        self.steps += 1
        norm = self.module.gradient_norm(self.numbers, self.p).item()
        factor = MOST_NORM / norm if norm > MOST_NORM else 1.0
        hyper = [RATE, BETA1, BETA2, EPSILON, DECAY, factor, self.steps]
        self.module.adamw(torch.tensor(hyper, dtype=torch.float64), self.p, self.m, self.v)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tokens", type=int, default=1024)
    parser.add_argument("--response", type=int, default=512)
    parser.add_argument("--warm-up", type=int, default=3)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--scripted", action="store_true")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(args.threads)
    step = Step(args.model, args.tokens, args.response, args.scripted)
    for _ in range(args.warm_up):
        step.take()
    began = time.process_time()
    losses = [step.take() for _ in range(args.steps)]
    seconds = (time.process_time() - began) / args.steps
    print(json.dumps({"tokens": args.tokens, "cpuSecondsPerStep": seconds, "lastLoss": losses[-1]}))


if __name__ == "__main__":
    main()
