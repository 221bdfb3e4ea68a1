"""Reads tensors one at a time, so that a big checkpoint never lies in memory whole."""

import json

import ml_dtypes  # noqa: F401  registers the bfloat16 that safetensors asks numpy for
import numpy as np
from safetensors import SafetensorError, safe_open

from longctx_export.errors import ExportError, expect

FLOAT_TYPES = ("F32", "F16", "BF16")


class Checkpoint:
    """The tensors of model.safetensors, or of the shards that its index names."""

    def __init__(self, directory):
        self._directory = directory
        self._files = {}
        self._where, self._stored = {}, {}
        for path in _shards(directory):
            shard = self._open(path)
            for name in shard.keys():  # noqa: SIM118  not a dict
                expect(name not in self._where, f"{path}: tensor {name}", "in one file", "again")
                self._where[name] = path

    def names(self):
        return set(self._where)

    def rename(self, stored, name):
        """From now on, the tensor that the file calls stored is called name."""
        self._where[name] = self._where.pop(stored)
        self._stored[name] = stored

    def shape(self, name):
        return tuple(self._slice(name).get_shape())

    def check(self, name, shape):
        """Refuses a tensor that is absent, has another shape, or isn't of a floating-point type."""
        expect(name in self._where, f"{self._directory} tensor {name}", f"shape {shape}", "nothing")
        where = f"{self._where[name]} tensor {name}"
        expect(self.shape(name) == shape, where, f"shape {shape}", self.shape(name))
        kind = self._slice(name).get_dtype()
        expect(kind in FLOAT_TYPES, where, f"type in {FLOAT_TYPES}", kind)

    def read(self, name, dtype):
        """Returns the tensor in the given type; a value that the type can't hold is an error."""
        source = self._open(self._where[name]).get_tensor(self._stored.get(name, name))
        with np.errstate(over="ignore"):
            tensor = source.astype(dtype, copy=False)
        if not np.isfinite(tensor).all():
            limit = np.finfo(dtype).max
            raise ExportError(f"tensor {name}: expected finite values up to {limit}, found others")
        return tensor

    def _slice(self, name):
        return self._open(self._where[name]).get_slice(self._stored.get(name, name))

    def _open(self, path):
        if path not in self._files:
            try:
                self._files[path] = safe_open(path, framework="numpy")
            except (SafetensorError, OSError) as error:
                raise ExportError(
                    f"{path}: expected a whole safetensors file, found {error}"
                ) from error
        return self._files[path]


def check_tensors(checkpoint, shapes, unread):
    """Refuses a checkpoint that lacks a tensor or has one of which the architecture knows nothing.

    Tensors of the set unread may be there.
    """
    for name, shape in shapes.items():
        checkpoint.check(name, shape)
    others = checkpoint.names() - set(shapes) - unread
    expect(not others, "tensors", "only the architecture's own", sorted(others)[:5])


def _shards(directory):
    single = directory / "model.safetensors"
    index = directory / "model.safetensors.index.json"
    if single.is_file():
        return [single]
    expect(index.is_file(), directory, "model.safetensors or its index.json", "neither")
    try:
        names = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
    except (ValueError, KeyError, AttributeError) as error:
        raise ExportError(f"{index}: expected a weight_map object, found {error!r}") from error
    for name in names:
        plain = "/" not in name and "\\" not in name and name.endswith(".safetensors")
        expect(plain, f"{index} shard", "a plain .safetensors file name", repr(name))
    return [directory / name for name in names]
