"""Forward passes in plain torch, written apart from the export to check it.

QwenLong-CPRS's network, and Llama, Qwen2 and Qwen3: biases and norms of heads apply where the
checkpoint has them, and without first_bidirectional_layer all layers are causal.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file

# Tiny networks: threads would only wait for each other.
torch.set_num_threads(1)


class Reference:
    def __init__(self, directory, dtype=torch.float32):
        directory = Path(directory)
        self.config = json.loads((directory / "config.json").read_text())
        tensors = load_file(directory / "model.safetensors")
        self.tensors = {name: tensor.to(dtype) for name, tensor in tensors.items()}
        self.dtype = dtype
        self.heads = self.config["num_attention_heads"]
        self.kv_heads = self.config["num_key_value_heads"]
        self.size = self.config.get("head_dim") or self.config["hidden_size"] // self.heads

    @torch.no_grad()
    def run(self, ids, mask=None, layers=None):
        """Returns the hidden states after the given number of layers (default: all, normalised)."""
        ids = torch.as_tensor(ids)
        mask = torch.ones_like(ids) if mask is None else torch.as_tensor(mask)
        hidden = self.tensors["model.embed_tokens.weight"][ids]
        all_layers = self.config["num_hidden_layers"]
        for index in range(all_layers if layers is None else layers):
            causal = index < self.config.get("first_bidirectional_layer", all_layers)
            hidden = self.layer(hidden, f"model.layers.{index}.", visible(mask, causal))
        return hidden if layers is not None else self.norm(hidden, "model.norm.weight")

    def bio_logits(self, ids, mask=None):
        hidden = self.run(ids, mask)
        return hidden @ self.tensors["cls_head.weight"].T + self.tensors["cls_head.bias"]

    def lm_logits(self, ids, mask=None):
        tied = self.config["tie_word_embeddings"]
        head = self.tensors["model.embed_tokens.weight" if tied else "lm_head.weight"]
        return self.run(ids, mask) @ head.T

    def lm_log_softmax(self, ids, mask=None):
        return torch.log_softmax(self.lm_logits(ids, mask), dim=-1)

    def greedy(self, ids, count):
        """The most probable continuation, whatever ends a text."""
        tokens = list(ids)
        for _ in range(count):
            tokens.append(int(self.lm_logits([tokens])[0, -1].argmax()))
        return tokens[len(ids) :]

    def layer(self, hidden, prefix, allowed):
        states = self.norm(hidden, f"{prefix}input_layernorm.weight")
        hidden = hidden + self.attention(states, f"{prefix}self_attn.", allowed)
        states = self.norm(hidden, f"{prefix}post_attention_layernorm.weight")
        gate = torch.nn.functional.silu(self.project(states, f"{prefix}mlp.gate_proj"))
        up = self.project(states, f"{prefix}mlp.up_proj")
        return hidden + self.project(gate * up, f"{prefix}mlp.down_proj")

    def attention(self, states, prefix, allowed):
        batch, length, _ = states.shape
        query, key, value = (
            self.project(states, f"{prefix}{n}_proj").view(batch, length, -1, self.size)
            for n in "qkv"
        )
        if f"{prefix}q_norm.weight" in self.tensors:
            query = self.norm(query, f"{prefix}q_norm.weight")
            key = self.norm(key, f"{prefix}k_norm.weight")
        query, key, value = (x.transpose(1, 2) for x in (query, key, value))
        query, key = self.rotate(query), self.rotate(key)
        key, value = (x.repeat_interleave(self.heads // self.kv_heads, dim=1) for x in (key, value))
        scores = (query @ key.transpose(2, 3)) / self.size**0.5
        scores = scores.masked_fill(~allowed.unsqueeze(1), float("-inf"))
        context = torch.nan_to_num(scores.softmax(dim=-1)) @ value
        merged = context.transpose(1, 2).reshape(batch, length, -1)
        return self.project(merged, f"{prefix}o_proj")

    def project(self, states, name):
        bias = self.tensors.get(f"{name}.bias")
        return torch.nn.functional.linear(states, self.tensors[f"{name}.weight"], bias)

    def rotate(self, heads):
        """RoPE as a complex product: dimension i turns together with dimension i + size / 2."""
        theta = self.config.get("rope_theta") or self.config["rope_parameters"]["rope_theta"]
        speed = theta ** -(torch.arange(self.size // 2, dtype=torch.float64) * 2 / self.size)
        angle = torch.outer(torch.arange(heads.shape[2], dtype=torch.float64), speed)
        real, imaginary = heads.double().chunk(2, dim=-1)
        turned = torch.complex(real, imaginary) * torch.polar(torch.ones_like(angle), angle)
        return torch.cat([turned.real, turned.imag], dim=-1).to(self.dtype)

    def norm(self, hidden, name):
        epsilon = self.config["rms_norm_eps"]
        return torch.nn.functional.rms_norm(hidden, hidden.shape[-1:], self.tensors[name], epsilon)


def visible(mask, causal):
    """allowed[b, i, j]: may position i look at position j?"""
    length = mask.shape[1]
    allowed = mask.bool()[:, None, :].expand(-1, length, -1)
    return allowed & torch.ones(length, length).tril().bool() if causal else allowed
