"""The graph of a language model against plain torch, padding, batches, cache and weights."""

import numpy as np
import onnx
import onnxruntime
import pytest
from safetensors.numpy import load_file

from tests.conftest import difference, random_ids
from tests.editing import edit_config, edit_tensors
from tests.lm_session import Lm
from tests.reference import Reference

FORMS = ["plain", "group-query"]
LENGTHS = [1, 2, 9, 16, 17, 40]
KINDS = [
    {},
    {"precision": "fp16"},
    {"weights": "int8"},
    {"weights": "int4"},
    {"weights": "int4", "activations": "float"},
]


def limit(kind):
    """What rounding may change: with int8 activations, a last bit can move a whole step."""
    if "precision" in kind:
        return 5e-3
    return 0.1 if kind.get("weights") and "activations" not in kind else 2e-5


def sequence(length, seed=0):
    return random_ids(length, seed)[0].tolist()


@pytest.mark.parametrize("cache", FORMS)
@pytest.mark.parametrize("tied", [False, True])
@pytest.mark.parametrize("head_dim", [8, 16])
@pytest.mark.parametrize("architecture", ["llama", "qwen2", "qwen3"])
def test_equals_the_reference(lm_checkpoint, lm_export, architecture, head_dim, tied, cache):
    source = lm_checkpoint(architecture, head_dim=head_dim, tied_embeddings=tied)
    lm, reference = lm_export(source, cache=cache), Reference(source)
    for length in LENGTHS:
        ids = sequence(length)
        assert difference(lm.logits(ids), reference.lm_logits([ids])[0]) <= 1e-4


@pytest.mark.parametrize("cache", FORMS)
@pytest.mark.parametrize("heads", [(4, 4), (4, 1), (6, 3), (1, 1)], ids=str)
def test_any_number_of_heads(lm_checkpoint, lm_export, heads, cache):
    source = lm_checkpoint(heads=heads[0], kv_heads=heads[1], head_dim=16)
    ids = sequence(20)
    expected = Reference(source).lm_logits([ids])[0]
    assert difference(lm_export(source, cache=cache).logits(ids), expected) <= 1e-4


@pytest.mark.parametrize("architecture", ["llama", "qwen3"])
def test_biases_that_the_config_asks_for(lm_checkpoint, lm_export, architecture):
    source = lm_checkpoint(architecture)
    everywhere = architecture == "llama"
    edit_config(source, attention_bias=True, mlp_bias=everywhere)
    random = np.random.default_rng(4)

    def add_biases(tensors):
        for name in [n for n in tensors if "_proj" in n and ("self_attn" in n or everywhere)]:
            size = tensors[name].shape[0]
            bias = name.replace("weight", "bias")
            tensors[bias] = random.standard_normal(size, dtype=np.float32)

    edit_tensors(source, add_biases)
    ids = sequence(20)
    expected = Reference(source).lm_logits([ids])[0]
    assert difference(lm_export(source).logits(ids), expected) <= 1e-4


@pytest.mark.parametrize("cache", FORMS)
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_only_the_last_logits_are_computed_where_asked(lm_checkpoint, lm_export, cache, kind):
    lm = lm_export(lm_checkpoint(), cache=cache, **kind)
    ids = sequence(12)
    whole = lm.logits(ids)
    for keep in [1, 5, 12, 40]:
        logits, _ = lm.run([ids], lm.cache(capacity=12), keep=keep)
        assert logits.shape == (1, min(keep, 12), whole.shape[1])
        assert difference(logits[0], whole[-keep:]) <= limit(kind)


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_left_padding_changes_nothing(lm_checkpoint, lm_export, kind):
    lm = lm_export(lm_checkpoint(), **kind)
    sequences = [sequence(length, length) for length in LENGTHS]
    width = max(LENGTHS)
    ids, mask = np.full((len(LENGTHS), width), 7), np.zeros((len(LENGTHS), width), int)
    for row, tokens in enumerate(sequences):
        ids[row, width - len(tokens) :], mask[row, width - len(tokens) :] = tokens, 1
    together, cache = lm.run(ids, lm.cache(len(sequences)), mask)
    assert np.isfinite(together).all()
    grown = np.concatenate([mask, np.ones((len(LENGTHS), 1), int)], axis=1)
    following, _ = lm.run([[9]] * len(LENGTHS), cache, grown)
    for row, tokens in enumerate(sequences):
        alone = lm.logits([*tokens, 9])
        assert difference(together[row, width - len(tokens) :], alone[:-1]) <= limit(kind)
        assert difference(following[row, 0], alone[-1]) <= limit(kind)


def test_a_row_of_padding_alone_gives_numbers(lm_checkpoint, lm_export):
    lm = lm_export(lm_checkpoint(), precision="fp16")
    logits, _ = lm.run([[1, 2], [3, 4]], lm.cache(2), [[0, 0], [1, 1]])
    assert np.isfinite(logits).all()


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("head_dim", [8, 16])
def test_rows_of_any_length_decode_together_in_shared_buffers(
    lm_checkpoint, lm_export, head_dim, kind
):
    lm = lm_export(lm_checkpoint(head_dim=head_dim), cache="group-query", **kind)
    sequences = [sequence(length, length) for length in LENGTHS]
    buffers = lm.cache(len(sequences), capacity=64)
    for row, tokens in enumerate(sequences):
        _, own = lm.run([tokens], lm.cache(capacity=64))
        for name, values in own.items():
            buffers[name][row] = values[0]
    for step in range(3):
        mask = np.zeros((len(LENGTHS), max(LENGTHS) + step + 1), int)
        for row, length in enumerate(LENGTHS):
            mask[row, : length + step + 1] = 1
        together, buffers = lm.run([[step + 3]] * len(LENGTHS), buffers, mask)
    for row, tokens in enumerate(sequences):
        assert difference(together[row, 0], lm.logits([*tokens, 3, 4, 5])[-1]) <= limit(kind)


@pytest.mark.parametrize("cache", FORMS)
@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_chunks_over_the_cache_give_what_one_run_gives(lm_checkpoint, lm_export, cache, kind):
    lm = lm_export(lm_checkpoint("qwen3", head_dim=16), cache=cache, **kind)
    ids = sequence(50)
    for size in [1, 16, 49]:
        assert difference(lm.in_chunks(ids, size)[0], lm.logits(ids)) <= limit(kind)


@pytest.mark.parametrize("external", ["always", "auto"])
@pytest.mark.parametrize("cache", FORMS)
def test_weights_are_the_checkpoints_bit_for_bit(lm_checkpoint, lm_export, cache, external):
    source = lm_checkpoint("qwen2")
    lm = lm_export(source, cache=cache, external=external)
    weights = lm.weights()
    for name, tensor in load_file(source / "model.safetensors").items():
        assert weights[name].dtype == tensor.dtype
        assert weights[name].tobytes() == tensor.tobytes()
        assert weights[name].shape == tensor.shape
    assert (lm.directory / "model.onnx.data").exists() == (external == "always")


@pytest.mark.parametrize("cache", FORMS)
def test_other_weights_written_over_the_data_give_a_fresh_export(lm_checkpoint, lm_export, cache):
    """How a trained policy is synced in: tensors by name, at their offsets in the side file."""
    old = lm_export(lm_checkpoint("qwen3"), name="old", cache=cache).directory
    trained = lm_checkpoint("qwen3", seed=9, name="trained")
    fresh = lm_export(trained, name="fresh", cache=cache).directory
    data = bytearray((old / "model.onnx.data").read_bytes())
    tensors = load_file(trained / "model.safetensors")
    for entry in onnx.load(old / "model.onnx", load_external_data=False).graph.initializer:
        if entry.name in tensors:
            place = {e.key: e.value for e in entry.external_data}
            start, length = int(place["offset"]), int(place["length"])
            data[start : start + length] = tensors[entry.name].tobytes()
    assert bytes(data) == (fresh / "model.onnx.data").read_bytes()
    assert (old / "model.onnx").read_bytes() == (fresh / "model.onnx").read_bytes()


@pytest.mark.parametrize("external", ["always", "auto"])
@pytest.mark.parametrize("cache", FORMS)
def test_weights_given_to_a_session_give_a_fresh_exports_bits(
    lm_checkpoint, lm_export, cache, external
):
    settings = dict(architecture="qwen3", tied_embeddings=True)
    old = lm_export(lm_checkpoint(**settings), name="old", cache=cache, external=external)
    trained = lm_checkpoint(seed=9, name="trained", **settings)
    fresh = lm_export(trained, name="fresh", cache=cache)
    tensors = load_file(trained / "model.safetensors")
    values = {n: onnxruntime.OrtValue.ortvalue_from_numpy(t) for n, t in tensors.items()}
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    for name, value in values.items():
        options.add_initializer(name, value)
    ids = sequence(30)
    assert difference(old.logits(ids), fresh.logits(ids)) > 1e-3
    old.session = onnxruntime.InferenceSession(str(old.directory / "model.onnx"), options)
    assert difference(old.logits(ids), fresh.logits(ids)) == 0


@pytest.mark.parametrize("cache", FORMS)
def test_a_side_file_gives_the_same_bits_as_one_file(lm_checkpoint, lm_export, cache):
    source, ids = lm_checkpoint(), sequence(20)
    inline = lm_export(source, name="inline", cache=cache, external="auto")
    assert difference(inline.logits(ids), lm_export(source, cache=cache).logits(ids)) == 0


@pytest.mark.parametrize("cache", FORMS)
def test_inputs_and_outputs_are_the_contracts(lm_checkpoint, lm_export, cache):
    lm = lm_export(lm_checkpoint(layers=2), cache=cache, precision="fp16")
    inputs = {name: value.type for name, value in lm.inputs.items()}
    half, whole = "tensor(float16)", "tensor(int64)"
    expected = {f"past_key_values.{n}.{part}": half for n in range(2) for part in ["key", "value"]}
    expected.update(input_ids=whole, attention_mask=whole, num_logits_to_keep=whole)
    if cache == "plain":
        expected["position_ids"] = whole
    assert inputs == expected
    outputs = {value.name: value for value in lm.session.get_outputs()}
    assert set(outputs) == {
        n.replace("past_key_values", "present") for n in expected if "." in n
    } | {"logits"}
    assert outputs["logits"].type == half
    assert outputs["logits"].shape[2] == 512


def test_the_plain_form_has_standard_operators_only(lm_checkpoint, lm_export):
    model = onnx.load(lm_export(lm_checkpoint()).directory / "model.onnx")
    assert [opset.domain for opset in model.opset_import] == [""]
    assert {node.domain for node in model.graph.node} == {""}


def test_the_manifest_says_what_the_graph_is(lm_checkpoint, lm_export):
    lm = lm_export(lm_checkpoint("qwen2"), cache="group-query", max_positions=300, license="MIT")
    assert lm.manifest["format"] == "longctx-lm/1"
    assert lm.manifest["architecture"] == "qwen2"
    assert lm.manifest["vocabulary"] == 512
    assert lm.manifest["maxPositions"] == 300
    assert lm.manifest["layers"] == 3
    assert lm.manifest["cache"] == "group_query"
    assert lm.manifest["endTokens"] == []
    assert "tokenizer" not in lm.manifest
    assert lm.manifest["variants"] == [
        {"device": "cpu", "file": "model.onnx", "precision": "fp32", "quantisation": "none"}
    ]
    assert [entry["path"] for entry in lm.manifest["files"]] == ["model.onnx", "model.onnx.data"]


def test_the_mask_of_a_chunk_is_one_for_all_heads(lm_checkpoint, lm_export):
    """Memory: besides the scores, nothing of [heads, new, past + new] is made."""
    lm = lm_export(lm_checkpoint(layers=1, heads=4, kv_heads=2))
    path = lm.directory / "model.onnx"
    model = onnx.load(path)
    wanted = [n.output[0] for n in model.graph.node if n.op_type in ("Where", "And", "Expand")]
    for name in wanted:
        model.graph.output.append(onnx.ValueInfoProto(name=name))
    onnx.save(model, path, save_as_external_data=False)
    probed = Lm(lm.directory)
    ids = sequence(6)
    cache = probed.cache()
    feed = {"input_ids": np.array([ids]), "attention_mask": np.ones((1, 6), np.int64), **cache}
    feed["position_ids"] = np.arange(6)[None]
    feed["num_logits_to_keep"] = np.array(1)
    for values in probed.session.run(wanted, feed):
        assert values.size == 36
