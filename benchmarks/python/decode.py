"""The loop of the decode benchmark in Python: the same graph, tokens and thread count.

Prints one JSON object. The cache of a group-query graph stays in place and that of a plain one is
fed back, both through I/O binding, which is what ONNX Runtime's Python API does best.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnxruntime as ort

CHUNK = 512


class Loop:
    def __init__(self, directory, threads):
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.manifest = json.loads((directory / "longctx.json").read_text())
        self.session = ort.InferenceSession(directory / "model.onnx", options)
        self.inputs = {i.name: i for i in self.session.get_inputs()}
        self.shared = self.manifest["cache"] == "group_query"
        self.heads, self.size = (self.inputs["past_key_values.0.key"].shape[i] for i in (1, 3))
        self.names = [n for n in self.inputs if n.startswith("past_key_values.")]
        self.present = {n: n.replace("past_key_values", "present") for n in self.names}

    def start(self, capacity):
        width = capacity if self.shared else 0
        shape = (1, self.heads, width, self.size)
        self.cache = {n: ort.OrtValue.ortvalue_from_numpy(np.zeros(shape, np.float32)) for n in self.names}
        self.past = 0

    def run(self, ids, keep):
        binding = self.session.io_binding()
        binding.bind_cpu_input("input_ids", ids)
        binding.bind_cpu_input("attention_mask", np.ones((1, self.past + ids.shape[1]), np.int64))
        if "position_ids" in self.inputs:
            positions = np.arange(self.past, self.past + ids.shape[1])[None]
            binding.bind_cpu_input("position_ids", positions)
        if "num_logits_to_keep" in self.inputs:
            binding.bind_cpu_input("num_logits_to_keep", np.array(keep, np.int64))
        for name in self.names:
            binding.bind_ortvalue_input(name, self.cache[name])
            if self.shared:
                binding.bind_ortvalue_output(self.present[name], self.cache[name])
            else:
                binding.bind_output(self.present[name])
        binding.bind_output("logits")
        self.session.run_with_iobinding(binding)
        outputs = dict(zip([*self.present.values(), "logits"], binding.get_outputs(), strict=True))
        if not self.shared:
            self.cache = {n: outputs[self.present[n]] for n in self.names}
        self.past += ids.shape[1]
        return outputs["logits"]

    def generate(self, prompt, new):
        self.start(len(prompt) + new)
        began = time.perf_counter()
        for at in range(0, len(prompt) - 1, CHUNK):
            self.run(prompt[None, at : min(at + CHUNK, len(prompt) - 1)], 1)
        token = int(self.run(prompt[None, -1:], 1).numpy()[0, -1].argmax())
        read = time.perf_counter()
        for _ in range(new - 1):
            token = int(self.run(np.array([[token]], np.int64), 1).numpy()[0, -1].argmax())
        return read - began, (new - 1) / (time.perf_counter() - read), token


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--prompt", type=int, default=128)
    parser.add_argument("--new", type=int, default=128)
    args = parser.parse_args()
    loop = Loop(args.model, args.threads)
    prompt = (7919 * np.arange(args.prompt) + 13) % loop.manifest["vocabulary"]
    loop.generate(prompt, args.new)
    prefill, rate, token = loop.generate(prompt, args.new)
    print(json.dumps({"prompt": args.prompt, "prefillSeconds": prefill, "decodeTokensPerSecond": rate, "lastToken": token}))


if __name__ == "__main__":
    main()
