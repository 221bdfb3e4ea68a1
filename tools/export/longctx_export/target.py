"""The directory that an export writes: there is a whole one in the end, or none."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from longctx_export import __version__
from longctx_export.errors import expect

GRAPH_FILE, DATA_FILE = "model.onnx", "model.onnx.data"
PRECISIONS = {"fp32": np.float32, "fp16": np.float16}
PROTOBUF_LIMIT = 2_000_000_000
"""A model file above 2 GB can't be read, so bigger weights go to a side file."""


def check_directories(source, target):
    expect(source.is_dir(), source, "a checkpoint directory", "none")
    check_new(target)


def check_new(target):
    expect(not target.exists(), target, "a path that does not exist yet", "a file or directory")


def check_texts(options, *names):
    """What Java would refuse in the manifest, before anything is written."""
    for name in names:
        text = getattr(options, name)
        expect(text is None or text.strip(), name, "a text", repr(text))


def check_devices(devices):
    unique = len(set(devices)) == len(devices)
    expect(devices and unique, "devices", "each once", devices)


@contextmanager
def written_whole(target):
    """Gives a directory beside the target that takes its name only if all goes well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export-") as work:
        work = Path(work) / target.name
        work.mkdir()
        yield work
        work.rename(target)


def provenance(source):
    return {"source": source, "tool": f"longctx-export {__version__}"}
