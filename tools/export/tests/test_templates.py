"""The committed golden strings of chat templates: what transformers renders today."""

import hashlib
import json

import pytest

pytest.importorskip("transformers")

from fixture_templates.models import CASES
from fixture_templates.snippets import DATA, snippets
from make_template_goldens import ROOT, UNCOMMITTED, render

TEMPLATES = ROOT / "fixtures" / "templates"
NAMES = sorted(set(CASES) - set(UNCOMMITTED))


def read(path):
    return json.loads((TEMPLATES / path).read_text(encoding="utf-8"))


def outcome(case):
    return {key: case[key] for key in ("expected", "raised", "error") if key in case}


@pytest.mark.parametrize("name", NAMES)
def test_models(name):
    source = (TEMPLATES / name / "template.jinja").read_bytes().decode("utf-8")
    golden = read(f"{name}/golden.json")
    assert golden["sha256"] == hashlib.sha256(source.encode("utf-8")).hexdigest()
    assert [case["name"] for case in golden["cases"]] == [label for label, _ in CASES[name]()]
    for case in golden["cases"]:
        assert render(source, case["variables"]) == outcome(case), case["name"]


def test_snippets():
    golden = read("snippets.json")
    assert golden["variables"] == DATA
    assert [case["template"] for case in golden["cases"]] == list(snippets())
    for case in golden["cases"]:
        assert render(case["template"], DATA) == outcome(case), case["template"]


@pytest.mark.parametrize("name", UNCOMMITTED)
def test_the_templates_of_llama_are_not_committed(name):
    assert [path.name for path in (TEMPLATES / name).iterdir()] == ["golden.json"]
