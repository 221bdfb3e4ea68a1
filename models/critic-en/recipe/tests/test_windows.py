"""Labels and windows."""

import numpy as np

from critic_recipe.batches import collate, plan
from critic_recipe.instructions import PHRASINGS, SENTENCES
from critic_recipe.groups import Group
from critic_recipe.model import BEGIN, END, INNER, OUTSIDE
from critic_recipe.records import Passage
from critic_recipe.sentences import split
from critic_recipe.windows import WINDOW_TOKENS, label, tokenise


class Encoding:
    def __init__(self, text):
        self.offsets, at = [], 0
        for word in text.split(" "):
            self.offsets.append((at, at + len(word)))
            at += len(word) + 1
        self.ids = [10 + len(word) for word in text.split(" ")]


class Words:
    """Tokens are words, for tests."""

    def encode(self, text, add_special_tokens):
        assert not add_special_tokens
        return Encoding(text)

    def token_to_id(self, token):
        return {"[CLS]": 1, "[SEP]": 2}[token]


def tokens():
    from critic_recipe.windows import Tokens

    return Tokens(Words())


def passage(text, answers=(), title="Title"):
    return Passage(title, text, tuple(split(text)), (), tuple(answers), bool(answers), False)


def group(*passages, kind=SENTENCES):
    return Group("who went home", PHRASINGS[kind][0], kind, (tuple(passages),), True)


def test_labels_begin_inner_and_end():
    offsets = np.array([[0, 3], [4, 8], [9, 13], [14, 16]])
    assert label(offsets, [(4, 16)]).tolist() == [OUTSIDE, BEGIN, INNER, END]


def test_a_single_token_is_a_begin():
    assert label(np.array([[0, 3], [4, 8]]), [(4, 8)]).tolist() == [OUTSIDE, BEGIN]


def test_a_sentence_with_an_answer_is_kept_whole_and_its_title_is_not():
    result = tokenise(group(passage("It rained. Ann went home. They slept.", [(11, 14)])), tokens())
    assert result.positive.tolist() == [False, False, True, False]
    labels = result.windows[0].labels.tolist()
    assert labels == [OUTSIDE, OUTSIDE, OUTSIDE, BEGIN, INNER, END, OUTSIDE, OUTSIDE]


def test_windows_are_cut_at_sentences_and_hold_every_token_once():
    text = " ".join(["Ann and the others went home by train again today."] * 100)
    result = tokenise(group(passage(text)), tokens())
    assert all(w.size <= WINDOW_TOKENS for w in result.windows)
    assert sum(len(w.ids) for w in result.windows) == 1 + 100 * 10
    for window in result.windows[1:]:
        assert window.ids[0] == 10 + len("Ann")


def test_batches_hold_every_group_once_in_an_order_of_the_seed():
    groups = [tokenise(group(passage("Ann went home. " * n)), tokens()) for n in range(1, 40)]
    planned = plan(groups, 1024, seed=5)
    assert sorted(id(g) for b in planned for g in b) == sorted(id(g) for g in groups)
    assert [len(b) for b in planned] == [len(b) for b in plan(groups, 1024, seed=5)]
    assert all(len({id(g) for g in b}) == len(b) for b in planned)


def test_padding_is_masked_and_the_window_has_type_one():
    batch = collate([tokenise(group(passage("Ann went home.")), tokens())], 2)
    size = int(batch.attention_mask.sum())
    prompt = int((batch.token_type_ids[0, :size] == 0).sum())
    assert batch.input_ids[0, prompt - 1] == 2
    assert batch.input_ids[0, size - 1] == 2
    assert (batch.labels[0, :prompt] == -100).all()
    assert (batch.labels[0, size:] == -100).all()
    assert batch.input_ids.shape[1] % 32 == 0
