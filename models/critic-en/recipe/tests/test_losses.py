"""The losses against known values."""

import math

import pytest
import torch

from critic_recipe.losses import IGNORED, drop_outside, ranking_loss, tag_loss, unit_logits
from critic_recipe.model import OUTSIDE

LOGITS = torch.tensor([[2, 0.5, -1, 0], [0, 0, 3, 0]])
TARGETS = torch.tensor([0, 2])


def test_focal_loss_has_the_check_value():
    assert tag_loss(LOGITS, TARGETS, kind="focal").item() == pytest.approx(0.0155613, abs=1e-7)


def test_focal_loss_takes_class_weights_before_the_focus():
    weights = torch.tensor([10, 10, 0.5, 10])
    assert tag_loss(LOGITS, TARGETS, weights, "focal").item() == pytest.approx(1.6021242, abs=1e-6)


def test_ignored_positions_count_in_the_mean():
    targets = torch.tensor([0, IGNORED])
    alone = tag_loss(LOGITS[:1], TARGETS[:1]).item()
    assert tag_loss(LOGITS, targets).item() == pytest.approx(alone / 2)


def test_refuses_an_unknown_loss():
    with pytest.raises(ValueError, match="expected ce or focal, found hinge"):
        tag_loss(LOGITS, TARGETS, kind="hinge")


def test_drops_about_half_of_the_outside_tokens_and_no_others():
    labels = torch.tensor([OUTSIDE] * 1000 + [0, 1, 3] * 100)
    dropped = drop_outside(labels, 0.5, torch.Generator().manual_seed(3))
    assert 420 < int((dropped == IGNORED).sum()) < 580
    assert torch.equal(dropped[1000:], labels[1000:])


def test_a_unit_scores_the_mean_keep_probability_of_its_tokens():
    logits = torch.log(torch.tensor([[0.1, 0.3, 0.6, 0.0], [0.2, 0.2, 0.2, 0.4]]) + 1e-12)
    odds = unit_logits(logits, torch.tensor([0, 0]), 1)
    assert torch.sigmoid(odds).item() == pytest.approx((0.4 + 0.8) / 2, abs=1e-5)


def test_ranking_compares_a_supporting_unit_with_the_others_of_its_question_only():
    scores = torch.tensor([1.0, 0.0, 5.0])
    positive = torch.tensor([True, False, False])
    expected = math.log(math.exp(1) + 1) - 1
    loss = ranking_loss(scores, positive, torch.tensor([0, 0, 1]))
    assert loss.item() == pytest.approx(expected, abs=1e-6)


def test_supporting_units_are_no_rivals():
    scores = torch.tensor([1.0, 9.0])
    positive = torch.tensor([True, True])
    assert ranking_loss(scores, positive, torch.tensor([0, 0])).item() == pytest.approx(0, abs=1e-6)
