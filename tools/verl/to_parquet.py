"""Writes JSON lines as Parquet files beside them, which some trainers of verl read alone.

    pip install pyarrow==25.0.1
    python to_parquet.py phase-1.jsonl phase-2.jsonl

Exit codes: 0, 1 failure (one line says what was expected and found), 2 usage.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_A_GROUP = 256


def rows(path):
    """The objects of a file, all of them with the fields of the first."""
    found = []
    with open(path, encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as e:
                raise ValueError(f"{path}, line {number}: expected an object, found {e}") from e
            if not isinstance(row, dict) or found and row.keys() != found[0].keys():
                raise ValueError(f"{path}, line {number}: expected an object like that of line 1")
            found.append(row)
    if not found:
        raise ValueError(f"{path}: expected rows, found none")
    return found


def convert(path):
    """Writes one file; what stood there is replaced at once or, if this fails, stays."""
    target = path.with_suffix(".parquet")
    part = target.with_suffix(".parquet.part")
    try:
        pq.write_table(pa.Table.from_pylist(rows(path)), part, row_group_size=ROWS_A_GROUP)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target


def main(arguments=None):
    """Converts the files of a command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    files = parser.parse_args(arguments).files
    for path in files:
        if path.suffix != ".jsonl":
            parser.error(f"{path}: expected a name that ends in .jsonl")
    try:
        for path in files:
            print(convert(path))
    except (OSError, ValueError, pa.ArrowException) as e:
        print(e, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
