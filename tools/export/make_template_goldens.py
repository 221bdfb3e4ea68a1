"""Rebuilds fixtures/templates; see the README there."""

import argparse
import hashlib
import json
from pathlib import Path

import jinja2
from transformers.utils.chat_template_utils import _compile_jinja_template

from fixture_templates.models import CASES
from fixture_templates.snippets import DATA, snippets

ROOT = Path(__file__).resolve().parents[2]

SPECIAL_TOKENS = ("bos_token", "eos_token", "unk_token", "pad_token")

# Their licence lets nobody pass the template on under another one.
UNCOMMITTED = ("llama-3.1", "llama-3.1-instruct")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "configs", nargs="*", metavar="NAME=FILE", help=f"a tokenizer_config.json of {list(CASES)}"
    )
    parser.add_argument("--target", type=Path, default=ROOT / "fixtures" / "templates")
    options = parser.parse_args()
    options.target.mkdir(parents=True, exist_ok=True)
    cases = [{"template": source, **render(source, DATA)} for source in snippets()]
    write(options.target / "snippets.json", {"variables": DATA, "cases": cases})
    for argument in options.configs:
        name, _, file = argument.partition("=")
        write_model(options.target / name, name, json.loads(Path(file).read_text("utf-8")))


def write_model(directory, name, config):
    source = config["chat_template"]
    directory.mkdir(parents=True, exist_ok=True)
    if name not in UNCOMMITTED:
        (directory / "template.jinja").write_text(source, encoding="utf-8", newline="")
    tokens = special_tokens(config)
    cases = [model_case(source, label, {**tokens, **case}) for label, case in CASES[name]()]
    digest = hashlib.sha256(source.encode("utf-8")).hexdigest()
    write(directory / "golden.json", {"sha256": digest, "special_tokens": tokens, "cases": cases})


def special_tokens(config):
    """As apply_chat_template hands them over: those that are set, as strings."""
    tokens = {key: config.get(key) for key in SPECIAL_TOKENS}
    return {
        key: token if isinstance(token, str) else token["content"]
        for key, token in tokens.items()
        if token
    }


def model_case(source, label, variables):
    variables = {"tools": None, "documents": None, **variables}
    return {"name": label, "variables": variables, **render(source, variables)}


def render(source, variables):
    """What apply_chat_template renders, or the kind of its failure and the template's message."""
    try:
        return {"expected": _compile_jinja_template(source).render(**variables)}
    except jinja2.exceptions.TemplateError as error:
        raised = type(error) is jinja2.exceptions.TemplateError
        return {"raised": str(error)} if raised else {"error": type(error).__name__}
    except (TypeError, ValueError, ArithmeticError, AttributeError, SyntaxError) as error:
        return {"error": type(error).__name__}


def write(path, value):
    lines = ",\n".join(json.dumps(case, ensure_ascii=False) for case in value["cases"])
    head = json.dumps({key: value[key] for key in value if key != "cases"}, ensure_ascii=False)
    start = head[:-1] + (", " if len(head) > 2 else "")
    path.write_text(f'{start}"cases": [\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
