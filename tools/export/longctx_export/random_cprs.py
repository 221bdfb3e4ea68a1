"""Writes random checkpoints of QwenLong-CPRS's architecture, for tests and for trying an export."""

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from longctx_export.config import ARCHITECTURE, CprsConfig
from longctx_export.errors import expect
from longctx_export.qwen2_bio import LmHead, tensor_shapes


def write_random_checkpoint(target, config, seed=0, lm_head=False):
    """Scales weights so that activations keep their size and logits differ between tokens."""
    target = Path(target)
    expect(not target.exists(), target, "a path that does not exist yet", "a file or directory")
    target.mkdir(parents=True)
    (target / "config.json").write_text(json.dumps(_config_json(config), indent=1) + "\n")
    random = np.random.Generator(np.random.PCG64(seed))
    shapes = tensor_shapes(config, LmHead(()) if lm_head else None)
    tensors = {name: _random(random, name, shapes[name]) for name in sorted(shapes)}
    save_file(tensors, target / "model.safetensors", metadata={"format": "pt"})


def _random(random, name, shape):
    values = random.standard_normal(shape, dtype=np.float32)
    if name.endswith("norm.weight"):
        return 1 + 0.1 * values
    if name.endswith("bias"):
        return 0.1 * values
    scale = 1 if name.startswith("model.embed") else shape[-1] ** -0.5
    return values * np.float32(scale)


def _config_json(config: CprsConfig):
    return {
        "architectures": [ARCHITECTURE],
        "model_type": "qwen2",
        "vocab_size": config.vocab,
        "hidden_size": config.hidden,
        "intermediate_size": config.intermediate,
        "num_hidden_layers": config.layers,
        "first_bidirectional_layer": config.first_bidirectional,
        "num_attention_heads": config.heads,
        "num_key_value_heads": config.kv_heads,
        "head_dim": config.head_dim,
        "hidden_act": "silu",
        "max_position_embeddings": config.max_positions,
        "rms_norm_eps": config.norm_epsilon,
        "rope_theta": config.rope_theta,
        "sliding_window": None,
        "use_sliding_window": False,
        "tie_word_embeddings": config.tied_embeddings,
        "torch_dtype": "float32",
    }
