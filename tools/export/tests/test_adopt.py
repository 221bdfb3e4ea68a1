"""Other exporters' directories: described where the graph fits the contract, else refused."""

import json
import shutil

import numpy as np
import onnx
import pytest
from onnx import TensorProto

from longctx_export.adopt import AdoptOptions, adopt
from longctx_export.critic import quantise_file
from longctx_export.errors import ExportError
from longctx_export.lm import LmOptions, export_lm
from tests.conftest import TOKENIZER, difference
from tests.lm_session import Lm


@pytest.fixture
def foreign(lm_checkpoint, tmp_path):
    """A directory as Optimum leaves it: graph, config and tokenizer, no manifest."""

    def write(name="foreign", **options):
        source, target = lm_checkpoint(name=f"{name}-source"), tmp_path / name
        options.setdefault("external", "auto")
        export_lm(source, target, LmOptions(tokenizer=TOKENIZER, **options))
        (target / "longctx.json").unlink()
        shutil.copyfile(source / "config.json", target / "config.json")
        return target

    return write


def edit(directory, change):
    model = onnx.load(directory / "model.onnx")
    change(model.graph)
    onnx.save(model, directory / "model.onnx")
    return directory


def value(values, name):
    return next(v for v in values if v.name == name)


@pytest.mark.parametrize(
    ("options", "cache", "quantisation"),
    [
        ({}, "plain", "none"),
        ({"cache": "group-query"}, "group_query", "none"),
        ({"cache": "group-query", "weights": "int4"}, "group_query", "weight_only"),
        ({"precision": "fp16"}, "plain", "none"),
    ],
    ids=str,
)
def test_finds_in_the_graph_what_the_manifest_says(foreign, options, cache, quantisation):
    directory = foreign(**options)
    adopt(directory, AdoptOptions(license="MIT"))
    lm = Lm(directory)
    assert lm.manifest["format"] == "longctx-lm/1"
    assert lm.manifest["name"] == "foreign"
    assert lm.manifest["architecture"] == "llama"
    assert lm.manifest["vocabulary"] == 512
    assert lm.manifest["maxPositions"] == 512
    assert lm.manifest["layers"] == 3
    assert lm.manifest["cache"] == cache
    assert lm.manifest["tokenizer"] == "tokenizer.json"
    variant = {
        "device": "cpu",
        "file": "model.onnx",
        "precision": options.get("precision", "fp32"),
        "quantisation": quantisation,
    }
    assert lm.manifest["variants"] == [variant]
    assert [f["path"] for f in lm.manifest["files"]] == ["model.onnx", "tokenizer.json"]
    assert lm.logits([1, 2, 3]).shape == (3, 512)


def test_writes_what_the_exporter_writes(foreign, tmp_path):
    directory = foreign(external="always")
    adopt(directory, AdoptOptions(name="x", source="y"))
    export_lm(
        tmp_path / "foreign-source",
        tmp_path / "own",
        LmOptions(name="x", source="y", tokenizer=TOKENIZER),
    )
    own = (tmp_path / "own" / "longctx.json").read_text()
    assert (directory / "longctx.json").read_text() == own


def test_dynamic_int8_is_found(foreign):
    directory = foreign()
    quantise_file(directory / "model.onnx", directory / "model.onnx")
    adopt(directory, AdoptOptions())
    manifest = json.loads((directory / "longctx.json").read_text())
    assert manifest["variants"][0]["quantisation"] == "dynamic_int8"


def test_data_beside_the_graph_is_listed_whatever_its_name(foreign):
    directory = foreign(external="always")
    (directory / "model.onnx.data").rename(directory / "model.onnx_data")

    model = onnx.load(directory / "model.onnx", load_external_data=False)
    for tensor in model.graph.initializer:
        for entry in tensor.external_data:
            if entry.key == "location":
                entry.value = "model.onnx_data"
    (directory / "model.onnx").write_bytes(model.SerializeToString())
    adopt(directory, AdoptOptions())
    assert "model.onnx_data" in {f["path"] for f in Lm(directory).manifest["files"]}
    (directory / "longctx.json").unlink()
    (directory / "model.onnx_data").unlink()
    with pytest.raises(ExportError, match="external data: expected a file beside the graph"):
        adopt(directory, AdoptOptions())


def test_genai_writes_a_config_of_its_own(foreign):
    directory = foreign(cache="group-query")
    (directory / "config.json").unlink()
    (directory / "model.onnx").rename(directory / "small.onnx")
    decoder = {"filename": "small.onnx", "num_hidden_layers": 3}
    model = {"type": "llama", "vocab_size": 512, "context_length": 4096, "eos_token_id": [511, 510]}
    raw = {"model": {**model, "decoder": decoder}, "search": {"max_length": 512}}
    (directory / "genai_config.json").write_text(json.dumps(raw))
    adopt(directory, AdoptOptions())
    manifest = json.loads((directory / "longctx.json").read_text())
    assert manifest["architecture"] == "llama"
    assert manifest["maxPositions"] == 4096
    assert manifest["endTokens"] == ["<|im_end|>", "<|im_start|>"]
    assert manifest["variants"][0]["file"] == "small.onnx"


@pytest.mark.parametrize(
    ("raw", "word"),
    [({}, "genai_config.json model"), ({"model": {"decoder": {}}}, "decoder filename")],
)
def test_a_genai_config_without_its_parts(foreign, raw, word):
    directory = foreign()
    (directory / "config.json").unlink()
    (directory / "genai_config.json").write_text(json.dumps(raw))
    with pytest.raises(ExportError, match=f"{word}: expected"):
        adopt(directory, AdoptOptions())


def test_a_graph_in_a_folder_of_its_own(foreign):
    directory = foreign(external="always")
    (directory / "onnx").mkdir()
    for name in ["model.onnx", "model.onnx.data"]:
        (directory / name).rename(directory / "onnx" / name)
    adopt(directory, AdoptOptions(file="onnx/model.onnx"))
    manifest = json.loads((directory / "longctx.json").read_text())
    names = {f["path"] for f in manifest["files"]}
    assert names == {"onnx/model.onnx", "onnx/model.onnx.data", "tokenizer.json"}
    assert manifest["variants"][0]["file"] == "onnx/model.onnx"


def test_what_the_graph_does_not_say_can_be_given(foreign):
    directory = foreign()
    adopt(directory, AdoptOptions(cache="group-query", max_positions=77, devices=("cpu", "cuda")))
    manifest = json.loads((directory / "longctx.json").read_text())
    assert manifest["cache"] == "group_query"
    assert manifest["maxPositions"] == 77
    assert [v["device"] for v in manifest["variants"]] == ["cpu", "cuda"]


def test_inputs_that_the_contract_leaves_open_may_be_absent(foreign):
    def change(graph):
        kept = value(graph.input, "num_logits_to_keep")
        graph.input.remove(kept)
        zero = onnx.numpy_helper.from_array(np.array(0), kept.name)
        graph.initializer.append(zero)

    directory = foreign()
    shutil.copytree(directory, directory.parent / "copy")
    adopt(directory, AdoptOptions())
    other = edit(directory.parent / "copy", change)
    adopt(other, AdoptOptions())
    assert difference(Lm(directory).logits([1, 2]), Lm(other).logits([1, 2])) == 0


def _drop_output(graph):
    graph.output.remove(value(graph.output, "present.1.value"))


def _add_input(graph):
    extra = onnx.helper.make_tensor_value_info("use_cache_branch", TensorProto.BOOL, [1])
    graph.input.append(extra)


def _open_heads(graph):
    dims = value(graph.input, "past_key_values.0.key").type.tensor_type.shape.dim
    dims[1].dim_param = "heads"


def _rename_logits(graph):
    value(graph.output, "logits").name = "scores"


def _narrow_ids(graph):
    value(graph.input, "input_ids").type.tensor_type.elem_type = TensorProto.INT32


def _flat_mask(graph):
    del value(graph.input, "attention_mask").type.tensor_type.shape.dim[1]


def _wide_cache(graph):
    value(graph.input, "past_key_values.2.key").type.tensor_type.elem_type = TensorProto.DOUBLE


def _skip_layer(graph):
    value(graph.input, "past_key_values.1.key").name = "past_key_values.7.key"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_drop_output, ["outputs", "present.1.value"]),
        (_add_input, ["inputs", "use_cache_branch"]),
        (_open_heads, ["past_key_values.0.key", "fixed heads"]),
        (_rename_logits, ["logits", "scores"]),
        (_narrow_ids, ["input_ids", "int64", "int32"]),
        (_flat_mask, ["attention_mask", "2 dimensions", "1"]),
        (_wide_cache, ["past_key_values.2.key", "double"]),
        (_skip_layer, ["caches", "past_key_values.7.key"]),
    ],
)
def test_a_graph_that_the_contract_does_not_know(foreign, change, words):
    directory = edit(foreign(), change)
    with pytest.raises(ExportError) as caught:
        adopt(directory, AdoptOptions())
    for word in [*words, "expected", "found"]:
        assert word in str(caught.value)
    assert not (directory / "longctx.json").exists()


@pytest.mark.parametrize("content", [b"", b"no graph"])
def test_a_file_that_is_no_graph(foreign, content):
    directory = foreign()
    (directory / "model.onnx").write_bytes(content)
    with pytest.raises(ExportError, match="model.onnx"):
        adopt(directory, AdoptOptions())


@pytest.mark.parametrize("file", ["absent.onnx", "../foreign/model.onnx", "/etc/hostname"])
def test_a_graph_outside_the_directory(foreign, file):
    with pytest.raises(ExportError, match="expected a file in the directory"):
        adopt(foreign(), AdoptOptions(file=file))


def test_a_manifest_that_exists_stays(foreign):
    directory = foreign()
    (directory / "longctx.json").write_text("{}")
    with pytest.raises(ExportError, match="does not exist yet"):
        adopt(directory, AdoptOptions())
    assert (directory / "longctx.json").read_text() == "{}"
