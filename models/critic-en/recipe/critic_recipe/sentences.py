"""A small sentence splitter, for texts whose sentences are not marked."""

import re

_END = re.compile(r"[.!?][\"'”’)\]]*(?:\[\d{1,3}\])*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\n+")
_ABBREVIATIONS = {
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "vs", "etc", "e.g", "i.e", "no", "inc",
    "ltd", "co", "corp", "fig", "al", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "approx",
}  # fmt: skip


def split(text):
    """Half-open spans of the sentences of a text, without white space at their ends."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if _abbreviation(text, match.start()):
            continue
        _add(text, start, match.end(), spans)
        start = match.end()
    _add(text, start, len(text), spans)
    return spans


def _abbreviation(text, at):
    if text[at] != ".":
        return False
    word = re.search(r"[\w.]*$", text[max(0, at - 12) : at]).group().lower()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())


def _add(text, start, end, spans):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))
