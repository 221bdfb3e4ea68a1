"""Training on a tiny corpus: resumption and the graph that is written."""

import json
import lzma

import numpy as np
import onnxruntime
import pytest
import torch
from safetensors.torch import load_file
from transformers import BertConfig, BertModel

from critic_recipe import backbone
from critic_recipe.model import TokenCritic
from critic_recipe.network import CriticNetwork

FILES = (
    "squad_train_part", "squadshifts_new_wiki", "nq_open_oracle", "qed_nq_dev", "tatqa_text",
    "evidence_inference_v2", "qmsum_train", "hotpotqa",
)  # fmt: skip


def tiny_critic():
    torch.manual_seed(4)
    config = BertConfig(
        vocab_size=200, hidden_size=24, num_hidden_layers=2, num_attention_heads=12,
        intermediate_size=48, max_position_embeddings=64,
    )  # fmt: skip
    critic = TokenCritic(BertModel(config, add_pooling_layer=False))
    for parameter in critic.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    return critic.eval()


def inputs(length):
    ids = np.random.default_rng(5).integers(0, 200, (2, length))
    types = (np.arange(length) > 3).astype(np.int64)[None].repeat(2, 0)
    mask = np.ones_like(ids)
    mask[1, length - 3 :] = 0
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


@pytest.mark.parametrize("int8_words", [False, True])
def test_the_graph_computes_what_torch_computes(tmp_path, int8_words):
    critic = tiny_critic()
    state = {name: value.numpy() for name, value in critic.state_dict().items()}
    CriticNetwork(state, 12, int8_words).build().save(tmp_path / "model.onnx")
    feed = inputs(17)
    session = onnxruntime.InferenceSession(tmp_path / "model.onnx")
    found = session.run(["logits"], feed)[0]
    with torch.inference_mode():
        expected = critic(**{k: torch.from_numpy(v) for k, v in feed.items()}).numpy()
    seen = feed["attention_mask"].astype(bool)
    tolerance = 0.1 if int8_words else 2e-5
    assert np.abs(found - expected)[seen].max() < tolerance


def record(i):
    text = f"Place {i} is old. It was built by Ann {i}. Rain is common there."
    at = text.index("Ann")
    spans = [[0, text.index(" It")], [text.index("It"), text.index(" Rain")]]
    support = text[spans[1][0] : spans[1][1]]
    paragraph = {
        "title": f"Place {i}", "text": text, "is_support": True, "support_sentences": [support],
        "answer_spans": [[at, at + len(f"Ann {i}")]],
    }  # fmt: skip
    return {"id": str(i), "question": f"Who built place {i}?", "answers": [f"Ann {i}"],
            "source": "T", "paragraphs": [paragraph, {**paragraph, "title": "Other",
            "text": "Soup needs salt. Bread needs time.", "is_support": False,
            "support_sentences": None, "answer_spans": []}]}  # fmt: skip


@pytest.mark.skipif(not backbone.default_jar().is_file(), reason="the encoder's jar is not here")
def test_an_interrupted_run_ends_with_the_weights_of_an_uninterrupted_one(tmp_path):
    from critic_recipe.train import Run, Settings

    data = tmp_path / "data"
    data.mkdir()
    for name in FILES:
        with lzma.open(data / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(record(i)) + "\n" for i in range(12))
    settings = {"tokens_per_batch": 256, "checkpoint_every": 1, "watch_every": 999, "single": 9}

    def train(out, stop_after):
        out.mkdir(exist_ok=True)
        Run(Settings(stop_after=stop_after, **settings), data, backbone.default_jar(), out).train()
        return load_file(out / "checkpoint.safetensors")

    whole = train(tmp_path / "whole", 4)
    train(tmp_path / "parts", 2)
    parts = train(tmp_path / "parts", 4)
    assert whole.keys() == parts.keys()
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


