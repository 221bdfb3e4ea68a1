package dev.longctx.reason.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.model.Completion;
import dev.longctx.api.model.FinishReason;
import dev.longctx.api.model.TokenTrace;
import dev.longctx.reason.reward.RewardReason;
import dev.longctx.reason.reward.RewardScore;
import dev.longctx.reason.rollout.Rollout;
import dev.longctx.reason.rollout.RolloutGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LengthBucketTest {

  @Test
  void holdsItsUpperBorderAndNotItsLower() {
    LengthBucket bucket = new LengthBucket(20_000, 60_000);

    assertThat(bucket.holds(20_000)).isFalse();
    assertThat(bucket.holds(20_001)).isTrue();
    assertThat(bucket.holds(60_000)).isTrue();
    assertThat(bucket.holds(60_001)).isFalse();
    assertThat(bucket).hasToString("20,001 to 60,000 tokens");
  }

  @Test
  void refusesAnEmptyRange() {
    assertThatThrownBy(() -> new LengthBucket(5, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bucket: expected 0 <= above < upTo, found 5 and 5");
    assertThatThrownBy(() -> new LengthBucket(-1, 5)).hasMessageContaining("found -1 and 5");
  }

  @Test
  void aProblemThatIsNeverSolvedIsInfinitelyHard() {
    assertThat(new Difficulty("a", 0, 8).value()).isInfinite();
    assertThat(new Difficulty("a", 0.125, 8).value()).isEqualTo(8);
    assertThat(new Difficulty("a", 1, 1).value()).isEqualTo(1);
    assertThatThrownBy(() -> new Difficulty("a", Double.NaN, 8))
        .hasMessage("problem a, meanReward: expected 0 to 1, found NaN");
    assertThatThrownBy(() -> new Difficulty("a", 0, 0))
        .hasMessage("problem a, samples: expected at least 1, found 0");
  }

  @Test
  void aDifficultyCountsWhatHasAScore() {
    RolloutGroup group = group(1, 0, null, 0);

    assertThat(Difficulty.of(group)).contains(new Difficulty("a", 1.0 / 3, 3));
    assertThat(Difficulty.of(group((Integer) null))).isEmpty();
  }

  private static RolloutGroup group(@Nullable Integer... scores) {
    List<Rollout> rollouts = new ArrayList<>();
    for (Integer score : scores) {
      rollouts.add(
          new Rollout(
              new Completion("x", FinishReason.STOP, TokenTrace.counted(1)),
              score == null
                  ? RewardScore.none(null, RewardReason.JUDGE_FAILED)
                  : RewardScore.of(score, null, RewardReason.RULE_SAME),
              score == null ? Double.NaN : score));
    }
    return new RolloutGroup(Problems.of("a"), 5, rollouts);
  }

  @Test
  void aMixTellsTheShareOfWhatIsTakenBack() {
    Difficulty hard = new Difficulty("a", 0, 8);

    assertThat(new PhaseMix(2, 3, List.of(hard)).ratio()).isCloseTo(0.25, within(1e-12));
    assertThat(new PhaseMix(1, 3, List.of()).ratio()).isZero();
  }
}
