"""Runs the reinforce-step benchmark in Java, then its updates in Python on the same rollouts, in turns.

Python runs the module as it is and compiled to TorchScript; the faster one is compared with.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from compare_train_step import HERE, JAR, run

TIME = "cpuSecondsOfUpdates"
MOST_DIFFERENCE = 1e-4


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--onnx", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--prompt", type=int, default=256)
    parser.add_argument("--response", type=int, default=64)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder) / "rollouts.json"
        same = ["--model", args.model, "--threads", args.threads]
        rest = ["--onnx", args.onnx, "--prompt", args.prompt, "--response", args.response]
        java = ["java", "-jar", JAR, "reinforce-step", *same, *rest, "--dump", dump]
        python = [sys.executable, HERE / "reinforce_step.py", *same, "--rollouts", dump]
        commands = {"java": java, "eager": python, "scripted": [*python, "--scripted"]}
        times = {name: [] for name in commands}
        rollouts = []
        for _ in range(args.rounds):
            results = {name: run([str(c) for c in line]) for name, line in commands.items()}
            losses = [result["firstLoss"] for result in results.values()]
            if max(losses) - min(losses) > MOST_DIFFERENCE:
                raise SystemExit(f"expected the same loss, found {results}")
            rollouts.append(results["java"]["rolloutThroughput"])
            for name, result in results.items():
                times[name].append(result[TIME])
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, values in times.items():
        print(f"{name:8} {medians[name]:.3f} s, median of {sorted(round(v, 3) for v in values)}")
    print(json.dumps({"rolloutThroughput": statistics.median(rollouts)}))
    fastest = min(medians["eager"], medians["scripted"])
    print(f"java / python {medians['java'] / fastest:.3f}")


if __name__ == "__main__":
    main()
