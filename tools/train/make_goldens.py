"""Writes the reference values of longctx-train's tests, by transformers and PyTorch.

python make_goldens.py [TARGET]

Weights follow from their names by integer arithmetic, so that tests make the same ones and no
weights are stored. Gradients are computed in double precision, the loss curve in single.
"""

import argparse
import json
import sys
import zlib
from pathlib import Path

import numpy as np
import torch
from torch.func import functional_call
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
)
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

TARGET = (
    Path(__file__).resolve().parents[2]
    / "longctx-train/src/test/resources/dev/longctx/train/goldens.json"
)
SIZES = {
    "vocab_size": 61,
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "intermediate_size": 40,
    "rms_norm_eps": 1e-6,
    "max_position_embeddings": 64,
}
FAMILIES = {
    "llama": (LlamaForCausalLM, LlamaConfig, {"head_dim": 8, "tie_word_embeddings": False}),
    "qwen2": (Qwen2ForCausalLM, Qwen2Config, {"tie_word_embeddings": False}),
    "qwen3": (Qwen3ForCausalLM, Qwen3Config, {"head_dim": 16, "tie_word_embeddings": True}),
}
SCALINGS = {
    "linear": {"rope_type": "linear", "factor": 4.0},
    "llama3": {
        "rope_type": "llama3",
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 128,
    },
    "yarn": {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 256},
}
LENGTHS = [(3, 9), (1, 4), (7, 2), (5, 0), (2, 9)]
ADAPTED = ["q_proj", "v_proj", "down_proj"]
RANK = 3
ALPHA = 6.0
STEPS = 20


def mixed(name: str, count: int) -> np.ndarray:
    """Numbers of 64 bits from a name, by the finaliser of SplitMix64."""
    x = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    x += np.uint64(zlib.crc32(name.encode()) << 20)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def uniform(name: str, count: int) -> np.ndarray:
    """From -1 to below 1, in steps that a float holds exactly."""
    return (mixed(name, count) >> np.uint64(41)).astype(np.float64) / 2**22 - 1


def weight(name: str, shape: tuple[int, ...]) -> torch.Tensor:
    """Norms near 1, all others up to 1/4."""
    values = uniform(name, int(np.prod(shape))) / 4
    if name.endswith("norm.weight"):
        values += 1
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def sequences() -> list[dict]:
    found = []
    for i, (prompt, response) in enumerate(LENGTHS):
        ids = (mixed(f"sequence {i}", prompt + response) % np.uint64(SIZES["vocab_size"])).tolist()
        found.append({"prompt": ids[:prompt], "response": ids[prompt:]})
    return found


def reference(family: str, dtype: torch.dtype) -> torch.nn.Module:
    cls, config, own = FAMILIES[family]
    rope = {"rope_theta": 10000.0, "rope_type": "default"}
    model = cls(config(**SIZES, **own, rope_parameters=rope, attn_implementation="eager"))
    model = model.to(dtype)
    for name, parameter in model.named_parameters():
        parameter.data.copy_(weight(name, tuple(parameter.shape)))
    return model.eval()


def scores(model, weights: dict, data: list[dict]) -> tuple[list, list]:
    """Log-probabilities and entropies of every response."""
    logps, entropies = [], []
    for one in data:
        ids = torch.tensor([one["prompt"] + one["response"]])
        logits = functional_call(model, weights, (ids,)).logits[0]
        first = len(one["prompt"]) - 1
        rows = logits[first : first + len(one["response"])].log_softmax(-1)
        targets = torch.tensor(one["response"], dtype=torch.int64)
        logps.append(rows.gather(1, targets[:, None])[:, 0])
        entropies.append(-(rows.exp() * rows).sum(-1))
    return logps, entropies


def upstream(kind: str, data: list[dict]) -> list[torch.Tensor]:
    """Derivatives that a loss might have."""
    return [
        torch.tensor(uniform(f"{kind} {i}", len(one["response"]))) for i, one in enumerate(data)
    ]


def rounded(values) -> list:
    return [float(f"{v:.9g}") for v in values]


def summary(gradients: dict) -> dict:
    """Of every gradient its norm and its values at five places, spread evenly."""
    found = {}
    for name, gradient in gradients.items():
        flat = gradient.flatten()
        places = [i * (flat.numel() - 1) // 4 for i in range(5)]
        found[name] = {
            "norm": rounded([flat.norm().item()])[0],
            "values": rounded(flat[places].tolist()),
        }
    return found


def gradients(model, trained: dict, weights: dict, data: list[dict], entropy: bool) -> dict:
    logps, entropies = scores(model, weights, data)
    by_logp, by_entropy = upstream("logp", data), upstream("entropy", data)
    loss = sum((g * v).sum() for g, v in zip(by_logp, logps, strict=True))
    if entropy:
        loss = loss + sum((g * v).sum() for g, v in zip(by_entropy, entropies, strict=True))
    found = torch.autograd.grad(loss, list(trained.values()), allow_unused=True)
    return summary(dict(zip(trained, found, strict=True)))


def adapters(model) -> dict:
    found = {}
    for name, parameter in model.named_parameters():
        layer = name.removesuffix(".weight")
        if layer.endswith(tuple(ADAPTED)) and name.endswith(".weight"):
            out, into = parameter.shape
            for part, shape in (("A", (RANK, into)), ("B", (out, RANK))):
                key = f"{layer}.lora_{part}.weight"
                found[key] = weight(key, shape).requires_grad_()
    return found


def adapted(model, low: dict) -> dict:
    weights = dict(model.named_parameters())
    for key in low:
        if key.endswith(".lora_A.weight"):
            name = key.removesuffix(".lora_A.weight")
            b = low[f"{name}.lora_B.weight"]
            weights[f"{name}.weight"] = weights[f"{name}.weight"] + ALPHA / RANK * (b @ low[key])
    return weights


def curve(family: str, data: list[dict]) -> dict:
    """Losses and gradient norms of supervised steps: mean over all response tokens."""
    model = reference(family, torch.float32)
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() == 1]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=5e-3, betas=(0.9, 0.98), eps=1e-8)
    losses, norms = [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        logps, _ = scores(model, dict(model.named_parameters()), data)
        loss = -torch.cat(logps).mean()
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item())
        optimizer.step()
        losses.append(loss.item())
    return {"losses": rounded(losses), "norms": rounded(norms)}


def family_goldens(family: str, data: list[dict]) -> dict:
    model = reference(family, torch.float64)
    weights = dict(model.named_parameters())
    logps, entropies = scores(model, weights, data)
    low = adapters(model)
    return {
        "config": model.config.to_diff_dict(),
        "logps": [rounded(v.tolist()) for v in logps],
        "entropies": [rounded(v.tolist()) for v in entropies],
        "gradients": gradients(model, weights, weights, data, False),
        "gradients_with_entropies": gradients(model, weights, weights, data, True),
        "adapter_gradients": gradients(model, low, adapted(model, low), data, False),
        "adapted_logps": [rounded(v.tolist()) for v in scores(model, adapted(model, low), data)[0]],
        "curve": curve(family, data),
    }


def rotations() -> dict:
    found = {}
    for kind, scaling in SCALINGS.items():
        parameters = {"rope_theta": 10000.0, **scaling}
        config = LlamaConfig(
            hidden_size=64,
            num_attention_heads=4,
            max_position_embeddings=1024,
            rope_parameters=parameters,
        )
        frequencies, factor = ROPE_INIT_FUNCTIONS[kind](config, "cpu")
        found[kind] = {
            "scaling": parameters,
            "head_size": 16,
            "max_position_embeddings": 1024,
            "frequencies": rounded(frequencies.tolist()),
            "factor": factor,
        }
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", type=Path, default=TARGET)
    target = parser.parse_args().target
    data = sequences()
    goldens = {
        "sequences": data,
        "logp_upstream": [v.tolist() for v in upstream("logp", data)],
        "entropy_upstream": [v.tolist() for v in upstream("entropy", data)],
        "rank": RANK,
        "alpha": ALPHA,
        "families": {family: family_goldens(family, data) for family in FAMILIES},
        "rotations": rotations(),
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(goldens, indent=1) + "\n")
    print(target, target.stat().st_size, "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
