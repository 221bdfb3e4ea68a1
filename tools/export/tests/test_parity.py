"""The exported graph against transformers' golden values and a forward pass in plain torch."""

import json

import numpy as np
import onnx
import pytest
import torch

import longctx_export.qwen2_bio
from tests.conftest import Critic, difference, padded, random_ids
from tests.reference import Reference

TAGS = ("needle", "fact", "chain", "outside")
LENGTHS = [1, 2, 9, 16, 17, 40, 121]
BLOCKS = [None, 16]


@pytest.fixture(params=BLOCKS, ids=["whole", "blocked"])
def form(request):
    """Options that choose whole score matrices, or blocks of 16 queries."""
    return {"query_block": request.param} if request.param else {}


def test_equals_golden_values_of_transformers(shared_checkpoint, export, form, record_property):
    critic = export(shared_checkpoint, **form)
    golden = json.loads((shared_checkpoint / "golden.json").read_text())
    worst = max(
        difference(critic.run([case["input_ids"]])[0], case["logits"]) for case in golden["cases"]
    )
    record_property("max_abs_difference", worst)
    assert worst <= 1e-5


def test_equals_the_reference_with_the_published_layout(checkpoint, export, form):
    source = checkpoint(layers=28, first_bidirectional=21, hidden=64, head_dim=16)
    critic, reference = export(source, **form), Reference(source)
    for length in LENGTHS:
        ids = random_ids(length, seed=length, batch=2)
        assert difference(critic.run(ids), reference.bio_logits(ids)) <= 1e-4


def test_right_padding_changes_nothing(checkpoint, export, form):
    critic = export(checkpoint(layers=28, first_bidirectional=21), **form)
    sequences = [random_ids(length, seed=length)[0] for length in LENGTHS]
    together = critic.run(*padded(sequences))
    for row, sequence in zip(together, sequences, strict=True):
        assert difference(row[: len(sequence)], critic.run([sequence])[0]) <= 1e-5


def test_left_padding_moves_positions_together_and_gives_finite_values(checkpoint, export, form):
    critic = export(checkpoint(), **form)
    sequences = [random_ids(length, seed=length)[0] for length in LENGTHS]
    together = critic.run(*padded(sequences, side="left"))
    assert np.isfinite(together).all()
    for row, sequence in zip(together, sequences, strict=True):
        assert difference(row[-len(sequence) :], critic.run([sequence])[0]) <= 1e-4


def test_a_later_token_changes_nothing_earlier_in_causal_layers_only(checkpoint, export, form):
    critic = export(checkpoint(), **form)
    model = onnx.load(critic.directory / "model.onnx")
    below = "layers.1/Add"
    assert any(below in node.output for node in model.graph.node)
    model.graph.output.append(onnx.ValueInfoProto(name=below))
    onnx.save(model, critic.directory / "probed.onnx")
    probed = Critic(critic.directory, "probed.onnx")
    ids = random_ids(40)
    other = ids.copy()
    other[0, 30] = (other[0, 30] + 1) % 509
    hidden, changed = probed.run(ids, output=below), probed.run(other, output=below)
    assert difference(hidden[0, :30], changed[0, :30]) == 0
    assert difference(hidden[0, 30:], changed[0, 30:]) > 1e-3
    logits, changed = probed.run(ids), probed.run(other)
    assert (np.abs(logits - changed)[0, :30].max(axis=1) > 1e-6).all()


def test_without_bidirectional_layers_the_logits_are_causal(checkpoint, export, form):
    critic = export(checkpoint(first_bidirectional=3), **form)
    ids = random_ids(40)
    assert difference(critic.run(ids)[0, :30], critic.run(ids[:, :30])[0]) <= 1e-5


def test_one_bidirectional_layer_more_gives_other_logits(checkpoint, export):
    """Guards the layer's index: the boundary is exact, neither one below nor one above."""
    ids = random_ids(20)
    values = []
    for boundary in [1, 2]:
        source = checkpoint(first_bidirectional=boundary, name=f"from-{boundary}")
        critic = export(source, name=f"critic-{boundary}")
        assert difference(critic.run(ids), Reference(source).bio_logits(ids)) <= 1e-5
        values.append(critic.run(ids))
    assert difference(*values) > 1e-2


@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("chunk", [100, 16384])
def test_lm_logits_are_log_probabilities_over_the_whole_vocabulary(
    checkpoint, export, monkeypatch, tied, chunk
):
    monkeypatch.setattr(longctx_export.qwen2_bio, "LM_CHUNK", chunk)
    source = checkpoint(lm_head=True, tied_embeddings=tied)
    critic, reference = export(source, tag_words=TAGS), Reference(source)
    tokenizer = longctx_export.critic.CheckedTokenizer(source / "tokenizer.json")
    ids = random_ids(40, batch=2)
    expected = reference.lm_log_softmax(ids)[:, :, list(tokenizer.first_ids(TAGS))]
    assert critic.run(ids, output="lm_logits").shape == (2, 40, 4)
    assert difference(critic.run(ids, output="lm_logits"), expected) <= 1e-4
    assert difference(critic.run(ids), reference.bio_logits(ids)) <= 1e-5


def test_the_lm_head_is_dropped_unless_asked_for(checkpoint, export):
    critic = export(checkpoint(lm_head=True))
    assert [output.name for output in critic.session.get_outputs()] == ["bio_logits"]
    names = [i.name for i in onnx.load(critic.directory / "model.onnx").graph.initializer]
    assert not [name for name in names if "lm_head" in name]


def test_external_data_gives_the_same_bits(checkpoint, export):
    source = checkpoint()
    inline, external = export(source), export(source, name="external", external_data_above=0)
    assert {f["path"] for f in external.manifest["files"]} == {
        "model.onnx",
        "model.onnx.data",
        "tokenizer.json",
    }
    assert (external.directory / "model.onnx").stat().st_size < 60_000
    ids = random_ids(40)
    assert difference(inline.run(ids), external.run(ids)) == 0


def test_fp16_stays_close_to_fp32(checkpoint, export, form):
    source = checkpoint(layers=28, first_bidirectional=21, hidden=64, head_dim=16)
    critic = export(source, precision="fp16", **form)
    ids = random_ids(121)
    assert critic.run(ids).dtype == np.float32
    assert difference(critic.run(ids), Reference(source).bio_logits(ids)) <= 5e-2


def test_fp16_padding_gives_finite_values(checkpoint, export, form):
    critic = export(checkpoint(), precision="fp16", **form)
    sequences = [random_ids(length, seed=length)[0] for length in LENGTHS]
    for side in ["left", "right"]:
        assert np.isfinite(critic.run(*padded(sequences, side=side))).all()


def test_dynamic_int8_is_near(checkpoint, export, form):
    source = checkpoint(hidden=64, head_dim=16)
    critic = export(source, dynamic_int8=True, **form)
    assert critic.manifest["variants"][0]["quantisation"] == "dynamic_int8"
    ids = random_ids(121)
    expected = Reference(source).bio_logits(ids).numpy()
    cosine = np.corrcoef(critic.run(ids).reshape(-1), expected.reshape(-1))[0, 1]
    assert cosine > 0.97
    assert difference(critic.run(ids), expected) > 1e-4


def test_reads_shards_and_bfloat16(checkpoint, export):
    from safetensors.torch import load_file, save_file

    source = checkpoint()
    tensors = {k: v.to(torch.bfloat16) for k, v in load_file(source / "model.safetensors").items()}
    names = sorted(tensors)
    parts = {"model-00001.safetensors": names[:10], "model-00002.safetensors": names[10:]}
    for file, members in parts.items():
        save_file({name: tensors[name] for name in members}, source / file)
    where = {name: file for file, members in parts.items() for name in members}
    (source / "model.safetensors.index.json").write_text(json.dumps({"weight_map": where}))
    save_file(tensors, source / "model.safetensors")
    reference = Reference(source)
    (source / "model.safetensors").unlink()
    ids = random_ids(40)
    assert difference(export(source).run(ids), reference.bio_logits(ids)) <= 1e-4


@pytest.mark.parametrize(("window", "loops"), [(16, 0), (17, 3)])
def test_windows_beyond_a_block_are_scored_in_a_loop(checkpoint, export, window, loops):
    critic = export(checkpoint(), window_tokens=window, query_block=16)
    nodes = onnx.load(critic.directory / "model.onnx").graph.node
    assert [node.op_type for node in nodes].count("Loop") == loops
