"""Reads a config.json strictly: a setting of the wrong kind or meaning is an error."""

import json

from longctx_export.errors import ExportError, expect


class ConfigJson:
    """One JSON object; path says in messages where it stands."""

    def __init__(self, path, raw=None):
        self.path = path
        self._raw = _read(path) if raw is None else raw
        expect(isinstance(self._raw, dict), path, "a JSON object", type(self._raw).__name__)

    def part(self, key):
        """The object under a key."""
        return ConfigJson(f"{self.path} {key}", self._raw.get(key, ()))

    def renamed(self, names):
        """The values under the keys of names, by the names that those stand for."""
        raw = {new: self._raw[key] for key, new in names.items() if key in self._raw}
        return ConfigJson(self.path, raw)

    def get(self, key, default=None):
        value = self._raw.get(key)
        return default if value is None else value

    def expect(self, key, condition, expected, found=None):
        expect(condition, f"{self.path} {key}", expected, self.get(key) if found is None else found)

    def integer(self, key, default=None, at_least=0):
        value = self.get(key, default)
        valid = isinstance(value, int) and not isinstance(value, bool) and value >= at_least
        kind = "a non-negative integer" if at_least == 0 else f"an integer from {at_least} on"
        expect(valid, f"{self.path} {key}", kind, value)
        return value

    def flag(self, key, default=False):
        value = self.get(key, default)
        expect(isinstance(value, bool), f"{self.path} {key}", "true or false", repr(value))
        return value

    def text(self, key):
        value = self.get(key)
        expect(isinstance(value, str), f"{self.path} {key}", "a string", repr(value))
        return value

    def equals(self, key, expected):
        self.expect(key, self.get(key) == expected, expected)

    def off(self, *keys):
        for key in keys:
            self.expect(key, not self.get(key), "off or absent")

    def full_attention_only(self):
        kinds = set(self.get("layer_types", ["full_attention"]))
        self.expect("layer_types", kinds == {"full_attention"}, "only full_attention")

    def rope(self):
        """The settings of RoPE: rope_parameters, or rope_scaling as older files call it."""
        rope = self.get("rope_parameters") or self.get("rope_scaling") or {}
        self.expect("rope_parameters", isinstance(rope, dict), "an object", rope)
        kind = rope.get("rope_type", rope.get("type", "default"))
        theta = rope.get("rope_theta", self.get("rope_theta"))
        return {**rope, "rope_type": kind, "rope_theta": theta}


def _read(path):
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ExportError(f"{path}: expected a readable JSON file, found {error}") from error


def check_heads(config, path):
    """Refuses numbers of heads and head sizes that no attention layer can have."""
    expect(config.heads > 0, f"{path} num_attention_heads", "above 0", config.heads)
    divides = config.kv_heads > 0 and config.heads % config.kv_heads == 0
    expect(
        divides,
        f"{path} num_key_value_heads",
        f"a divisor of num_attention_heads ({config.heads})",
        config.kv_heads,
    )
    even = config.head_dim > 0 and config.head_dim % 2 == 0
    expect(even, f"{path} head_dim", "an even number", config.head_dim)
    expect(config.max_positions > 0, f"{path} max_position_embeddings", "above 0", 0)
