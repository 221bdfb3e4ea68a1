"""The texts that the fixtures' tokenizers are trained on."""

import gzip
import re
from pathlib import Path

STATE = Path("/usr/share/state")
"""Where Debian's package miscfiles keeps the two founding documents (public domain)."""

CHINESE = (
    "道可道，非常道；名可名，非常名。無名天地之始；有名萬物之母。"
    "故常無欲，以觀其妙；常有欲，以觀其徼。此兩者，同出而異名，同謂之玄。玄之又玄，衆妙之門。\n"
)
"""Tao Te Ching, chapter 1."""


def read_english(directory=STATE):
    """The US Constitution and the Declaration of Independence."""
    texts = []
    for name in ["us-constitution.gz", "us-declaration.gz"]:
        texts.append(gzip.decompress((directory / name).read_bytes()).decode("ascii"))
    return texts


def sentences(texts):
    joined = re.sub(r"\s+", " ", "\n".join(texts))
    return [s for s in re.split(r"(?<=[.;:?!]) ", joined) if len(s) > 20]
