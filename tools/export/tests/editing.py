"""Changes to a checkpoint on disk."""

import json

from safetensors.numpy import load_file, save_file


def edit_config(source, **changes):
    """Sets keys of config.json; the value "absent" removes one."""
    path = source / "config.json"
    raw = {**json.loads(path.read_text()), **changes}
    path.write_text(json.dumps({k: v for k, v in raw.items() if v != "absent"}))
    return source


def edit_tensors(source, change):
    tensors = load_file(source / "model.safetensors")
    change(tensors)
    save_file(tensors, source / "model.safetensors")
    return source
