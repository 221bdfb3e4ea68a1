"""The manifest longctx.json: what the Java side checks before it loads anything."""

import hashlib
import json

FORMAT = "longctx-critic/1"


def file_entry(directory, name):
    path = directory / name
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return {"path": name, "bytes": path.stat().st_size, "sha256": digest.hexdigest()}


def write_manifest(directory, settings, variants):
    """Adds variants and the list of files to the settings and writes longctx.json.

    The files of a variant are its graph and, where there is one, the graph's external data.
    """
    names = {variant["file"] for variant in variants} | {settings["tokenizer"]}
    names |= {path.name for path in directory.glob("*.onnx.data")}
    manifest = {"format": FORMAT, **settings}
    tail = {key: manifest.pop(key) for key in ["license", "provenance"]}
    manifest["variants"] = variants
    manifest["files"] = [file_entry(directory, name) for name in sorted(names)]
    manifest.update(tail)
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (directory / "longctx.json").write_text(text + "\n", encoding="utf-8")
