"""Passages that look relevant and are not, found by BM25."""

import math
import re
from collections import Counter, defaultdict
from dataclasses import replace

import numpy as np

_WORD = re.compile(r"\w+")


class PassageIndex:
    """BM25 over passages with their titles."""

    def __init__(self, passages, k1=1.2, b=0.75):
        self.passages = passages
        counts = [Counter(_words(f"{p.title} {p.text}")) for p in passages]
        lengths = np.array([sum(c.values()) for c in counts], dtype=np.float32)
        norm = k1 * (1 - b + b * lengths / lengths.mean())
        postings = defaultdict(list)
        for i, count in enumerate(counts):
            for word, n in count.items():
                postings[word].append((i, n * (k1 + 1) / (n + norm[i])))
        self._postings = {}
        for word, entries in postings.items():
            if 4 * len(entries) > len(passages):
                continue  # says nothing and costs most
            idf = math.log(1 + (len(passages) - len(entries) + 0.5) / (len(entries) + 0.5))
            ids, values = zip(*entries, strict=True)
            self._postings[word] = (np.array(ids), idf * np.array(values, dtype=np.float32))

    def nearest(self, question, count):
        """The best passages for a question, best first."""
        scores = np.zeros(len(self.passages), dtype=np.float32)
        for word in set(_words(question)):
            if word in self._postings:
                ids, values = self._postings[word]
                scores[ids] += values
        count = min(count, len(scores) - 1)
        best = np.argpartition(-scores, count)[:count]
        return [self.passages[i] for i in best[np.argsort(-scores[best], kind="stable")]]


def _words(text):
    return _WORD.findall(text.lower())


def misleading(index, record, count):
    """Near passages that hold none of the question's answers, without the labels that they have
    for questions of their own."""
    answers = [a.lower() for a in record.answers if a]
    own = {p.text for p in record.passages}
    return [
        replace(p, evidence=(), answers=(), supports=False, sentences_marked=False)
        for p in index.nearest(record.question, 2 * count + 4)
        if p.text not in own and not any(a in p.text.lower() for a in answers)
    ][:count]
