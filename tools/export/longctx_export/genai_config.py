"""genai_config.json, which onnxruntime-genai writes instead of a config.json."""

from longctx_export.config_json import ConfigJson
from longctx_export.target import GRAPH_FILE

GENAI_CONFIG = "genai_config.json"
KEYS = {
    "type": "model_type",
    "vocab_size": "vocab_size",
    "context_length": "max_position_embeddings",
    "eos_token_id": "eos_token_id",
}
"""Keys of its model section, and what config.json calls the same."""


def read_model_config(directory):
    """config.json, else genai_config.json by config.json's keys."""
    path = directory / "config.json"
    if path.is_file() or not (directory / GENAI_CONFIG).is_file():
        return ConfigJson(path)
    model = ConfigJson(directory / GENAI_CONFIG).part("model")
    return model.renamed(KEYS)


def graph_file(directory):
    """The graph's name, as genai_config.json gives it where there is one."""
    if not (directory / GENAI_CONFIG).is_file():
        return GRAPH_FILE
    model = ConfigJson(directory / GENAI_CONFIG).part("model")
    return model.part("decoder").text("filename")
