"""Compiles decoder.py and writes the archive that longctx-train carries.

python build_decoder.py [--check] [TARGET]
"""

import argparse
import io
import sys
import warnings
import zipfile
from pathlib import Path

TARGET = (
    Path(__file__).resolve().parents[2]
    / "longctx-train/src/main/resources/dev/longctx/train/internal/torch/decoder.pt"
)
LEFT_OUT = (".debug_pkl", ".data/serialization_id")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def compiled() -> bytes:
    """The archive as PyTorch writes it."""
    import torch
    from decoder import Decoder

    warnings.simplefilter("ignore", DeprecationWarning)
    out = io.BytesIO()
    torch.jit.save(torch.jit.script(Decoder().eval()), out)
    return out.getvalue()


def slim(archive: bytes) -> bytes:
    """The same archive without debugging data, under one name, stored and without dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in sorted(source.infolist(), key=lambda e: e.filename):
            if entry.filename.endswith(LEFT_OUT):
                continue
            name = "decoder/" + entry.filename.split("/", 1)[1]
            target.writestr(zipfile.ZipInfo(name, LONG_AGO), source.read(entry))
    return out.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="?", type=Path, default=TARGET)
    parser.add_argument("--check", action="store_true", help="compare only; 1 if they differ")
    arguments = parser.parse_args()
    archive = slim(compiled())
    if arguments.check:
        same = arguments.target.is_file() and arguments.target.read_bytes() == archive
        print(arguments.target, "is up to date" if same else "differs")
        return 0 if same else 1
    arguments.target.parent.mkdir(parents=True, exist_ok=True)
    arguments.target.write_bytes(archive)
    print(arguments.target, len(archive), "bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
