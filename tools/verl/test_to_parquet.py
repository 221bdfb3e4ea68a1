import json

import pytest

pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402

import to_parquet  # noqa: E402


def row(number):
    return {
        "prompt": [{"role": "user", "content": f"long {number} \u2028\u4e2d" + "x" * 100_000}],
        "data_source": "musique",
        "reward_model": {"style": "rule", "ground_truth": "Therefore, the answer is 1."},
        "extra_info": {"index": number, "golds": ["1", "one"][: 1 + number % 2]},
    }


def write(path, rows):
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return path


def test_keeps_every_row_as_it_is(tmp_path):
    given = [row(i) for i in range(300)]
    assert to_parquet.main([str(write(tmp_path / "phase-1.jsonl", given))]) == 0
    assert pq.read_table(tmp_path / "phase-1.parquet").to_pylist() == given
    assert sorted(p.name for p in tmp_path.iterdir()) == ["phase-1.jsonl", "phase-1.parquet"]


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "expected rows, found none"),
        ("{}\n{", "line 2: expected an object, found"),
        ('{"a": 1}\n[]\n', "line 2: expected an object like that of line 1"),
        ('{"a": 1}\n{"b": 1}\n', "line 2: expected an object like that of line 1"),
    ],
)
def test_refuses_other_files(tmp_path, capsys, text, message):
    path = tmp_path / "a.jsonl"
    path.write_text(text)
    assert to_parquet.main([str(path)]) == 1
    assert message in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_missing_file_is_a_failure_and_another_name_a_usage_error(tmp_path):
    assert to_parquet.main([str(tmp_path / "a.jsonl")]) == 1
    with pytest.raises(SystemExit) as e:
        to_parquet.main([str(tmp_path / "a.json")])
    assert e.value.code == 2
