"""Misleading passages."""

from critic_recipe.negatives import PassageIndex, misleading
from critic_recipe.records import Passage, Record


def passage(text, answer):
    at = text.index(answer)
    span = (at, at + len(answer))
    return Passage("", text, ((0, len(text)),), (), (span,), True, False)


RIVER = passage("The river Tarn runs past the old castle.", "Tarn")
CASTLE = passage("The castle was built by a bishop.", "bishop")
AGAIN = passage("Boats on the Tarn pass the castle.", "Boats")
MARKET = passage("The market opens on Sunday.", "Sunday")
INDEX = PassageIndex([RIVER, CASTLE, AGAIN, MARKET, *[passage(f"Page {i}.", "Page") for i in range(9)]])
QUESTION = Record("1", "Which river runs past the castle?", ("Tarn",), (RIVER,))


def test_are_near_and_hold_no_answer():
    assert [p.text for p in misleading(INDEX, QUESTION, 1)] == [CASTLE.text]


def test_have_lost_the_labels_of_their_own_questions():
    for found in misleading(INDEX, QUESTION, 3):
        assert found.supporting_sentences == ()
        assert not found.supports
