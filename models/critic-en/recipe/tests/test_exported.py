"""What is measured of exported critics."""

import numpy as np
import pytest

from critic_recipe.agreement import compare
from critic_recipe.threshold import measure
from critic_recipe.windows import TokenGroup, Window


class Known:
    """A critic that gives each token the probability of its id, in hundredths."""

    def __init__(self, shift=0.0):
        self._shift = shift

    def keep(self, group):
        return np.concatenate([w.ids for w in group.windows]) / 100 + self._shift


def group(ids, units, positive):
    ids, units = np.array(ids), np.array(units)
    labels = np.zeros(len(ids), dtype=np.int64)
    return TokenGroup((Window(np.array([1, 2]), ids, labels, units),), np.array(positive), True)


def test_the_threshold_is_measured_on_the_mean_of_a_units_tokens():
    units = group([10, 50, 20, 20, 60], [0, 0, 1, 1, 2], [True, False, True])
    lines = {line["threshold"]: line for line in measure(Known(), [units])}
    assert lines[0.3] == {"threshold": 0.3, "precision": 1.0, "recall": 1.0, "f": 1.0}
    assert lines[0.2]["precision"] == pytest.approx(0.667)
    assert lines[0.35]["recall"] == 0.5
    assert lines[0.95]["f"] == 0


def test_decisions_are_compared_at_the_given_threshold():
    groups = [group([10, 20, 30, 40] * 3, range(12), [False] * 12)]
    assert compare(Known(), Known(0.04), groups, 0.25) == (1.0, 1.0)
    assert compare(Known(), Known(0.04), groups, 0.33) == (0.75, 1.0)
