"""Checkpoints that resume exactly: weights, moments, random state and step, in safetensors."""

import json
import os

import torch
from safetensors import safe_open
from safetensors.torch import save_file


def save(path, critic, optimizer, generator, progress):
    """Writes to a side file first, so that a killed run leaves the last checkpoint whole."""
    tensors = {f"model.{k}": v.contiguous() for k, v in critic.state_dict().items()}
    for name, parameter in _trained(critic):
        for key, value in optimizer.state[parameter].items():
            tensors[f"optimizer.{name}.{key}"] = value.clone()
    tensors["random.torch"] = torch.get_rng_state()
    tensors["random.drop"] = generator.get_state()
    partial = path.with_suffix(".partial")
    save_file(tensors, partial, metadata={"progress": json.dumps(progress)})
    os.replace(partial, path)


def load(path, critic, optimizer, generator):
    """Restores all of it; returns the progress."""
    with safe_open(path, "pt") as file:
        progress = json.loads(file.metadata()["progress"])
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    load_weights(tensors, critic)
    for name, parameter in _trained(critic):
        prefix = f"optimizer.{name}."
        state = {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}
        optimizer.state[parameter] = state
    torch.set_rng_state(tensors["random.torch"])
    generator.set_state(tensors["random.drop"])
    return progress


def load_weights(tensors, critic):
    prefix = "model."
    critic.load_state_dict(
        {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}
    )


def read_weights(path, critic):
    """The weights alone, for export."""
    with safe_open(path, "pt") as file:
        load_weights({n: file.get_tensor(n) for n in file.keys()}, critic)  # noqa: SIM118


def _trained(critic):
    return [(n, p) for n, p in critic.named_parameters() if p.requires_grad]
