"""Held-out questions share nothing with those that are trained on."""

from critic_recipe.records import Passage, Record
from critic_recipe.split import Split


def record(id_, question, text, title=""):
    passage = Passage(title, text, ((0, len(text)),), (), (), True, False)
    return Record(id_, question, (), (passage,))


def related(count):
    """Questions in families of three: one text, one article, one question in other words' case."""
    for i in range(count):
        yield record(f"a{i}", f"Who built {i}?", f"Text {i}.", f"Article {i}")
        yield record(f"b{i}", f"When was {i} built?", f"Other text {i}.", f"article {i} ")
        yield record(f"c{i}", f"When  was {i} built ?", f"A third text {i}.")


def test_a_family_stands_on_one_side():
    records = list(related(400))
    split = Split(records)
    sides = [split.held_out(r) for r in records]
    assert all(len(set(sides[i : i + 3])) == 1 for i in range(0, len(sides), 3))
    assert 400 / 32 < sum(sides) / 3 < 400 / 8


def test_sides_do_not_depend_on_the_order():
    records = list(related(100))
    forwards, backwards = Split(records), Split(records[::-1])
    assert all(forwards.held_out(r) == backwards.held_out(r) for r in records)


def test_a_record_alone_goes_by_its_own_id():
    strangers = [record(f"x{i}", f"Stranger {i}?", f"Strange {i}.") for i in range(400)]
    alone, known = Split([]), Split(strangers)
    assert all(alone.held_out(r) == known.held_out(r) for r in strangers)
