"""What is trained on: a question, an instruction, and passages laid out as windows."""

import random
from dataclasses import dataclass
from functools import cached_property

from critic_recipe.instructions import ANSWERS, PARAGRAPHS, SENTENCES, choose
from critic_recipe.negatives import PassageIndex, misleading
from critic_recipe.records import read, read_hotpot, to_record
from critic_recipe.split import Split

# Short passages about everything; each question comes with one of them.
SINGLE_PASSAGE = ("squad_train_part", "squadshifts_new_wiki", "nq_open_oracle", "qed_nq_dev")
TITLE_KEPT = 0.85
NO_EVIDENCE = 0.08


@dataclass(frozen=True)
class Group:
    """Windows of one question. `contexts` are lists of passages that stand one after another in a
    document; `titled` says whether passages begin with their title."""

    question: str
    instruction: str
    kind: str
    contexts: tuple
    titled: bool


@dataclass(frozen=True)
class Mixture:
    hotpot_passes: int = 3
    single: int = 14000
    papers: int = 1200
    meetings: int = 500


class Corpus:
    """The records, with an index of each side's passages to take misleading ones from."""

    def __init__(self, directory):
        self.hotpot = read_hotpot(directory)
        self.single = [to_record(r) for name in SINGLE_PASSAGE for r in read(directory, name)]
        self.finance = [to_record(r) for r in read(directory, "tatqa_text")]
        self.papers = [to_record(r) for r in read(directory, "evidence_inference_v2")]
        self.meetings = [to_record(r) for r in read(directory, "qmsum_train")]
        # Of all that is watched, only here several questions are asked of one passage.
        self._held_out = Split(self.single).held_out

    @cached_property
    def _training_index(self):
        return _index(r for r in self.single if not self._held_out(r))

    @cached_property
    def _held_out_index(self):
        return _index(r for r in self.single if self._held_out(r))

    def training_groups(self, mixture, seed):
        """All groups of one run, in a random order that depends on the seed alone."""
        rng = random.Random(seed)
        groups = []
        for _ in range(mixture.hotpot_passes):
            groups += [_multi_hop(r, rng) for r in self.hotpot if not self._held_out(r)]
        single = [r for r in self.single if not self._held_out(r)]
        for record in rng.sample(single, min(mixture.single, len(single))):
            groups.append(self._single(record, rng))
        groups += [_whole(r, rng, ANSWERS) for r in self.finance if not self._held_out(r)]
        papers = [r for r in self.papers if not self._held_out(r)]
        for record in rng.sample(papers, min(mixture.papers, len(papers))):
            groups.append(_excerpts(record, rng, SENTENCES, titled=False))
        for record in rng.sample(self.meetings, min(mixture.meetings, len(self.meetings))):
            groups.append(_excerpts(record, rng, PARAGRAPHS, titled=True))
        rng.shuffle(groups)
        return [g for g in groups if g is not None]

    def held_out_groups(self):
        """Multi-hop and single-passage questions that no run trains on, with the default
        instruction for sentences."""
        rng = random.Random(0)
        hops = [
            Group(r.question, choose_default(), SENTENCES, (r.passages,), True)
            for r in self.hotpot
            if self._held_out(r) and any(p.sentences_marked for p in r.passages)
        ]
        single = [r for r in self.single if self._held_out(r) and r.passages[0].answers]
        mixed = []
        for r in rng.sample(single, min(100, len(single))):
            passages = [*r.passages, *misleading(self._held_out_index, r, 7)]
            rng.shuffle(passages)
            mixed.append(Group(r.question, choose_default(), SENTENCES, (tuple(passages),), True))
        return {"multi-hop": hops, "single-passage": mixed}

    def _single(self, record, rng):
        kind = rng.choices((SENTENCES, ANSWERS, PARAGRAPHS), (55, 30, 15))[0]
        distractors = misleading(self._training_index, record, 6)
        rng.shuffle(distractors)
        passages = distractors[: rng.choice((0, 1, 2, 2, 3))]
        if not passages or rng.random() >= NO_EVIDENCE:
            passages = [*passages, record.passages[0]]
        return _laid_out(record, kind, passages, rng)


def _index(records):
    unique = {p.text: p for r in records for p in r.passages}
    return PassageIndex(list(unique.values()))


def choose_default():
    from critic_recipe.instructions import PHRASINGS

    return PHRASINGS[SENTENCES][0]


def _multi_hop(record, rng):
    if any(p.sentences_marked for p in record.passages):
        kind = rng.choices((SENTENCES, PARAGRAPHS, ANSWERS), (75, 12, 13))[0]
    else:
        kind = rng.choice((PARAGRAPHS, ANSWERS))
    if kind == ANSWERS and not any(p.answers and p.supports for p in record.passages):
        kind = PARAGRAPHS
    return _laid_out(record, kind, list(record.passages), rng)


def _whole(record, rng, kind):
    kind = rng.choices((kind, SENTENCES, PARAGRAPHS), (50, 40, 10))[0]
    return Group(record.question, choose(kind, rng), kind, (record.passages,), True)


def _laid_out(record, kind, passages, rng):
    """Passages after one another in one document, or each a document of its own."""
    rng.shuffle(passages)
    contexts = (tuple(passages),) if rng.random() < 0.5 else tuple((p,) for p in passages)
    titled = rng.random() < TITLE_KEPT
    return Group(record.question, choose(kind, rng), kind, contexts, titled)


def _excerpts(record, rng, kind, titled):
    """Of a long document: about a window of text around some evidence, and one elsewhere."""
    supporting = [i for i, p in enumerate(record.passages) if p.supports]
    if not supporting:
        return None
    near = _excerpt(record.passages, rng.choice(supporting), rng)
    far = _excerpt(record.passages, rng.randrange(len(record.passages)), rng)
    return Group(record.question, choose(kind, rng), kind, (near, far), titled)


def _excerpt(passages, at, rng, characters=2200):
    first = at
    before = rng.randrange(characters)
    while first > 0 and before > 0:
        first -= 1
        before -= len(passages[first].text)
    length, end = 0, first
    while end < len(passages) and (length < characters or end <= at):
        length += len(passages[end].text)
        end += 1
    return tuple(passages[first:end])
