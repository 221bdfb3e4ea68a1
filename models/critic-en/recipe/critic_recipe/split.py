"""Which questions are held out of every training run."""

import random


class Split:
    """A fixed sixteenth of all questions. Questions whose passages share a text or an article, or
    that ask the same, are one family and stand on one side."""

    def __init__(self, records):
        self._family = _families(records)

    def held_out(self, record):
        """A record that was not among those given is a family of its own."""
        family = self._family.get(record.id, record.id)
        return random.Random("held out " + family).random() < 1 / 16


def _families(records):
    """The least id of each record's family, by its own id."""
    parent = {r.id: r.id for r in records}

    def root(id_):
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    first = {}
    for record in records:
        for key in _keys(record):
            low, high = sorted((root(record.id), root(first.setdefault(key, record.id))))
            parent[high] = low
    return {r.id: root(r.id) for r in records}


def _keys(record):
    yield "question", _plain(record.question).rstrip(" ?")
    for passage in record.passages:
        yield "text", _plain(passage.text)
        if passage.title.strip():
            yield "article", _plain(passage.title)


def _plain(text):
    return " ".join(text.lower().split())
