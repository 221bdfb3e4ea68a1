"""Runs the decode benchmark in Java and in Python in turns and prints medians and their ratio."""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
JAR = HERE.parent / "target" / "longctx-benchmarks.jar"
RATE = "decodeTokensPerSecond"


def run(command):
    environment = {**os.environ, "OMP_WAIT_POLICY": "PASSIVE"}
    result = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(result.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--prompt", type=int, default=512)
    parser.add_argument("--new", type=int, default=512)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    settings = ["--model", args.model, "--prompt", args.prompt, "--new", args.new]
    settings = [str(s) for s in [*settings, "--threads", args.threads]]
    commands = {
        "python": [sys.executable, str(HERE / "decode.py"), *settings],
        "java": ["java", "-jar", str(JAR), "decode", *settings],
    }
    rates = {name: [] for name in commands}
    for _ in range(args.rounds):
        results = {name: run(command) for name, command in commands.items()}
        if len({result["lastToken"] for result in results.values()}) > 1:
            raise SystemExit(f"expected the same last token, found {results}")
        for name, result in results.items():
            rates[name].append(result[RATE])
    medians = {name: statistics.median(values) for name, values in rates.items()}
    for name, values in rates.items():
        print(f"{name:7} {medians[name]:8.1f} tokens/s, median of {sorted(round(v) for v in values)}")
    print(f"java / python {medians['java'] / medians['python']:.3f}")


if __name__ == "__main__":
    main()
