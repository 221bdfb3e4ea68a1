"""Runs the train-step benchmark in Java and in Python in turns and prints medians and their ratio.

Python runs the module as it is and compiled to TorchScript; the faster one is compared with.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAR = HERE.parent / "target" / "longctx-benchmarks.jar"
TIME = "cpuSecondsPerStep"
MOST_DIFFERENCE = 1e-4


def run(command):
    environment = {**os.environ, "OMP_WAIT_POLICY": "PASSIVE", "KMP_BLOCKTIME": "0"}
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(result.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=1024)
    parser.add_argument("--response", type=int, default=512)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    settings = ["--model", args.model, "--tokens", args.tokens, "--response", args.response]
    settings = [str(s) for s in [*settings, "--threads", args.threads]]
    python = [sys.executable, str(HERE / "train_step.py"), *settings]
    commands = {
        "eager": python,
        "scripted": [*python, "--scripted"],
        "java": ["java", "-jar", str(JAR), "train-step", *settings],
    }
    times = {name: [] for name in commands}
    for _ in range(args.rounds):
        results = {name: run(command) for name, command in commands.items()}
        losses = [result["lastLoss"] for result in results.values()]
        if max(losses) - min(losses) > MOST_DIFFERENCE:
            raise SystemExit(f"expected the same loss, found {results}")
        for name, result in results.items():
            times[name].append(result[TIME])
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, values in times.items():
        print(f"{name:8} {medians[name]:.3f} s, median of {sorted(round(v, 3) for v in values)}")
    fastest = min(medians["eager"], medians["scripted"])
    print(f"java / python {medians['java'] / fastest:.3f}")


if __name__ == "__main__":
    main()
