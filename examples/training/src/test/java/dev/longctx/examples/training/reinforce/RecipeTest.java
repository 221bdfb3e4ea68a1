package dev.longctx.examples.training.reinforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.curriculum.Phase;
import dev.longctx.reason.curriculum.PhaseLength.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecipeTest {

  private static final ReinforcePlan PLAN = ReinforcePlan.FULL;

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void allSampleAsManyResponses(Recipe recipe) {
    long phases = 0;
    for (Phase phase : recipe.curriculum(PLAN).phases()) {
      assertThat(phase.length().unit()).isEqualTo(Unit.ROLLOUTS);
      phases += phase.length().count();
    }
    assertThat(recipe.responsesBefore(PLAN) + phases).isEqualTo(PLAN.responses());
  }

  @ParameterizedTest
  @EnumSource(Recipe.class)
  void allEndWithTheSameLongestPrompt(Recipe recipe) {
    assertThat(recipe.curriculum(PLAN).longestPrompt()).isEqualTo(1536);
  }
}
