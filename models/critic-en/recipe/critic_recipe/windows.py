"""Token windows with labels: [CLS] instruction query [SEP] text [SEP]."""

from dataclasses import dataclass

import numpy as np

from critic_recipe.instructions import ANSWERS, PARAGRAPHS
from critic_recipe.model import BEGIN, END, INNER, OUTSIDE

WINDOW_TOKENS = 512
LONGEST_PROMPT = 128


@dataclass(frozen=True)
class Segment:
    """A sentence or title in tokens. `ids` and `labels` are parallel; `positive` if any is kept."""

    ids: np.ndarray
    labels: np.ndarray
    positive: bool


@dataclass(frozen=True)
class Window:
    """`units` gives for each token of the text the number of its segment in the whole group."""

    prompt: np.ndarray
    ids: np.ndarray
    labels: np.ndarray
    units: np.ndarray

    @property
    def size(self):
        return len(self.prompt) + len(self.ids) + 1


@dataclass(frozen=True)
class TokenGroup:
    windows: tuple
    positive: np.ndarray
    ranked: bool


class Tokens:
    """Tokenises passages once: many groups share them."""

    def __init__(self, tokenizer):
        self._tokenizer = tokenizer
        self._begin = tokenizer.token_to_id("[CLS]")
        self.end = tokenizer.token_to_id("[SEP]")
        self._encoded = {}

    def prompt(self, instruction, question):
        text = " ".join(part for part in (instruction, question) if part.strip())
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids[: LONGEST_PROMPT - 2]
        return np.array([self._begin, *ids, self.end], dtype=np.int32)

    def encode(self, text):
        if text not in self._encoded:
            encoding = self._tokenizer.encode(text, add_special_tokens=False)
            offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
            self._encoded[text] = (np.array(encoding.ids, dtype=np.int32), offsets)
        return self._encoded[text]


def tokenise(group, tokens):
    """The windows of a group, packed greedily at sentence borders, as the compressor does."""
    prompt = tokens.prompt(group.instruction, group.question)
    room = WINDOW_TOKENS - len(prompt) - 1
    windows, positive = [], []
    for context in group.contexts:
        segments = [
            piece
            for passage in context
            for segment in _segments(passage, group, tokens)
            for piece in _pieces(segment, room)
        ]
        for packed in _pack(segments, room):
            windows.append(_window(prompt, packed, len(positive)))
            positive += [segment.positive for segment in packed]
    return TokenGroup(tuple(windows), np.array(positive, dtype=bool), group.kind != ANSWERS)


def gold(passage, kind):
    """The spans to keep."""
    if kind == ANSWERS:
        return passage.answers
    if kind == PARAGRAPHS:
        return ((0, len(passage.text)),) if passage.supports else ()
    return passage.supporting_sentences


def _segments(passage, group, tokens):
    if group.titled and passage.title:
        ids, _ = tokens.encode(passage.title)
        kept = group.kind == PARAGRAPHS and passage.supports
        labels = np.full(len(ids), INNER if kept else OUTSIDE, dtype=np.int64)
        yield Segment(ids, labels, kept)
    ids, offsets = tokens.encode(passage.text)
    labels = label(offsets, gold(passage, group.kind))
    for start, end in passage.sentences:
        first, last = np.searchsorted(offsets[:, 0], (start, end))
        if first < last:
            part = labels[first:last]
            yield Segment(ids[first:last], part, bool((part != OUTSIDE).any()))


def label(offsets, spans):
    """B on a span's first token, E on its last, I between; a single token is B."""
    labels = np.full(len(offsets), OUTSIDE, dtype=np.int64)
    for start, end in spans:
        inside = np.flatnonzero((offsets[:, 0] < end) & (offsets[:, 1] > start))
        if len(inside):
            labels[inside] = INNER
            labels[inside[-1]] = END
            labels[inside[0]] = BEGIN
    return labels


def _pieces(segment, room):
    for at in range(0, len(segment.ids), room):
        labels = segment.labels[at : at + room]
        yield Segment(segment.ids[at : at + room], labels, bool((labels != OUTSIDE).any()))


def _pack(segments, room):
    packed, used = [], 0
    for segment in segments:
        if packed and used + len(segment.ids) > room:
            yield packed
            packed, used = [], 0
        packed.append(segment)
        used += len(segment.ids)
    if packed:
        yield packed


def _window(prompt, segments, first_unit):
    units = [np.full(len(s.ids), first_unit + i, dtype=np.int64) for i, s in enumerate(segments)]
    return Window(
        prompt,
        np.concatenate([s.ids for s in segments]),
        np.concatenate([s.labels for s in segments]),
        np.concatenate(units),
    )
