"""Random weights of any size, for tests and for trying an export."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from longctx_export.target import check_new


def write_random(target, config, shapes, seed, embedding_scale=1.0, gain=1.0):
    """Writes config.json and model.safetensors into target, which must not exist.

    Weights are scaled so that activations keep their size and logits differ between tokens; gain
    says how much more than that the layers add to a token's embedding.
    """
    target = Path(target)
    check_new(target)
    target.mkdir(parents=True)
    (target / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    random = np.random.Generator(np.random.PCG64(seed))
    scales = {"model.embed_tokens.weight": embedding_scale}
    for name, shape in shapes.items():
        if name.endswith(("o_proj.weight", "down_proj.weight")):
            scales[name] = gain * shape[-1] ** -0.5
    tensors = {
        name: _random(random, name, shapes[name], scales.get(name)) for name in sorted(shapes)
    }
    save_file(tensors, target / "model.safetensors", metadata={"format": "pt"})


def _random(random, name, shape, scale):
    values = random.standard_normal(shape, dtype=np.float32)
    if name.endswith("norm.weight"):
        return 1 + 0.1 * values
    if name.endswith("bias"):
        return 0.1 * values
    return values * np.float32(shape[-1] ** -0.5 if scale is None else scale)


def config_json(config, architecture, model_type, theta):
    """The keys of config.json that all networks share."""
    return {
        "architectures": [architecture],
        "model_type": model_type,
        "vocab_size": config.vocab,
        "hidden_size": config.hidden,
        "intermediate_size": config.intermediate,
        "num_hidden_layers": config.layers,
        "num_attention_heads": config.heads,
        "num_key_value_heads": config.kv_heads,
        "head_dim": config.head_dim,
        "hidden_act": "silu",
        "max_position_embeddings": config.max_positions,
        "rms_norm_eps": config.norm_epsilon,
        "rope_theta": theta,
        "tie_word_embeddings": config.tied_embeddings,
        "torch_dtype": "float32",
    }
