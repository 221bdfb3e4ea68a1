"""Questions with their evidence, read from JSON lines, as passages with character spans."""

import json
import lzma
from dataclasses import dataclass
from pathlib import Path

from critic_recipe.sentences import split

DEVELOPMENT_SOURCES = {"MIGRES", "AMOR"}


@dataclass(frozen=True)
class Passage:
    """A titled text; spans are half-open ranges of characters of `text`."""

    title: str
    text: str
    sentences: tuple
    evidence: tuple
    answers: tuple
    supports: bool
    sentences_marked: bool

    @property
    def supporting_sentences(self):
        """Marked ones, else those that hold an answer."""
        marks = self.evidence if self.sentences_marked else self.answers
        return tuple(s for s in self.sentences if any(_overlaps(s, m) for m in marks))


@dataclass(frozen=True)
class Record:
    id: str
    question: str
    answers: tuple
    passages: tuple


def read(directory, name):
    """The records of a file, plain or .xz."""
    path = Path(directory) / f"{name}.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def to_record(raw):
    passages = tuple(_passage(p) for p in raw["paragraphs"])
    return Record(raw["id"], raw["question"], tuple(raw["answers"]), passages)


def read_hotpot(directory):
    """HotpotQA without the development split and without questions that share a supporting article
    with it."""
    raw = read(directory, "hotpotqa")
    held = {
        p["title"]
        for r in raw
        if r["source"] in DEVELOPMENT_SOURCES
        for p in r["paragraphs"]
        if p["is_support"]
    }
    return [
        to_record(r)
        for r in raw
        if r["source"] not in DEVELOPMENT_SOURCES
        and not any(p["is_support"] and p["title"] in held for p in r["paragraphs"])
    ]


def _passage(raw):
    text = raw["text"]
    spans = raw.get("sentence_spans")
    sentences = [_trim(text, *s) for s in spans] if spans else split(text)
    marked = raw["support_sentences"] is not None and raw["is_support"]
    return Passage(
        title=raw["title"].replace("_", " ").strip(),
        text=text,
        sentences=tuple(s for s in sentences if s[0] < s[1]),
        evidence=tuple(_find(text, raw["support_sentences"])) if marked else (),
        answers=tuple((s, e) for s, e in raw["answer_spans"]),
        supports=raw["is_support"],
        sentences_marked=marked,
    )


def _find(text, sentences):
    at = 0
    for sentence in sentences:
        found = text.find(sentence, at)
        if found < 0:
            found = text.find(sentence)
        at = found + len(sentence)
        yield _trim(text, found, at)


def _trim(text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _overlaps(sentence, mark):
    """Whether a mark covers a good part of a sentence, or lies in it."""
    shared = min(sentence[1], mark[1]) - max(sentence[0], mark[0])
    shorter = min(sentence[1] - sentence[0], mark[1] - mark[0])
    return shared > 0 and 2 * shared >= shorter
