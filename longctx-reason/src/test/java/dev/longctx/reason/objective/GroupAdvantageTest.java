package dev.longctx.reason.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupAdvantageTest {

  private static final Offset<Double> FIVE_PLACES = within(5e-6);

  @Test
  void hasTheKnownValuesOfTwoRightOfEight() {
    assertThat(GroupAdvantage.standardise(new double[] {1, 0, 0, 1, 0, 0, 0, 0}))
        .containsExactly(
            new double[] {
              1.62018, -0.54006, -0.54006, 1.62018, -0.54006, -0.54006, -0.54006, -0.54006
            },
            FIVE_PLACES);
  }

  @Test
  void hasTheKnownValuesOfSevenRightOfEight() {
    double[] advantages = GroupAdvantage.standardise(new double[] {1, 1, 1, 0, 1, 1, 1, 1});
    assertThat(advantages[0]).isCloseTo(0.35355, FIVE_PLACES);
    assertThat(advantages[3]).isCloseTo(-2.47487, FIVE_PLACES);
  }

  /** The last of them is not the mean of three of it in doubles. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 0.1, -0.3, 1e12, 0.8083396988238836})
  void equalRewardsGiveExactlyNothing(double reward) {
    double[] rewards = new double[3];
    Arrays.fill(rewards, reward);
    assertThat(GroupAdvantage.standardise(rewards)).containsOnly(0);
  }

  @Test
  void aSingleRewardStandsForItself() {
    assertThat(GroupAdvantage.standardise(new double[] {-0.5})).containsExactly(-0.5 / 1.000001);
  }

  @Test
  void haveMeanZeroAndKeepTheOrderOfRewards() {
    SplittableRandom random = new SplittableRandom(Responses.SEED);
    double[] rewards = random.doubles(9, -1, 1).sorted().toArray();
    double[] advantages = GroupAdvantage.standardise(rewards);
    assertThat(Arrays.stream(advantages).sum())
        .as("seed %d", Responses.SEED)
        .isCloseTo(0, within(1e-12));
    assertThat(advantages).isSorted();
  }

  @Test
  void leavesTheRewardsAsTheyAre() {
    double[] rewards = {1, 0};
    GroupAdvantage.standardise(rewards);
    assertThat(rewards).containsExactly(1, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void refusesARewardThatIsNoNumber(double reward) {
    assertThatThrownBy(() -> GroupAdvantage.standardise(new double[] {1, reward}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rewards: expected finite ones, found " + reward);
  }

  @Test
  void refusesAnEmptyGroup() {
    assertThatThrownBy(() -> GroupAdvantage.standardise(new double[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rewards: expected at least one, found none");
  }
}
