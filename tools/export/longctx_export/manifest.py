"""The manifest longctx.json: what the Java side checks before it loads anything."""

import hashlib
import json

MANIFEST = "longctx.json"
CRITIC_FORMAT = "longctx-critic/1"
LM_FORMAT = "longctx-lm/1"


def file_entry(directory, name):
    path = directory / name
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return {"path": name, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def write_manifest(directory, settings, variants, form=CRITIC_FORMAT, more_files=()):
    """Adds variants and the list of files to the settings and writes longctx.json.

    Listed are the variants' graphs, the graphs' external data, the tokenizer and more_files.
    """
    names = {variant["file"] for variant in variants} | set(more_files)
    names |= {path.name for path in directory.glob("*.onnx.data")}
    names |= {settings["tokenizer"]} if "tokenizer" in settings else set()
    manifest = {"format": form, **settings}
    tail = {key: manifest.pop(key) for key in ["license", "provenance"]}
    manifest["variants"] = variants
    manifest["files"] = [file_entry(directory, name) for name in sorted(names)]
    manifest.update(tail)
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (directory / MANIFEST).write_text(text + "\n", encoding="utf-8")
