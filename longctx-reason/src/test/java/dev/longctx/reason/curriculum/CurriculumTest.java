package dev.longctx.reason.curriculum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CurriculumTest {

  private static final PhaseLength STEPS = PhaseLength.steps(10);

  @Test
  void qwenLongL1HasTwoPhasesUpTo20And60ThousandTokens() {
    Curriculum curriculum = Curriculum.qwenLongL1(STEPS);

    assertThat(curriculum.phases())
        .containsExactly(
            new Phase(new LengthBucket(0, 20_000), STEPS),
            new Phase(new LengthBucket(20_000, 60_000), STEPS));
    assertThat(curriculum.longestPrompt()).isEqualTo(60_000);
    assertThat(curriculum.retrospective()).contains(Retrospective.hardest());
  }

  @Test
  void aSingleStageTakesEverythingUpToItsCap() {
    Curriculum curriculum = Curriculum.singleStage(60_000, PhaseLength.epochs(2));

    assertThat(curriculum.phases())
        .containsExactly(new Phase(new LengthBucket(0, 60_000), PhaseLength.epochs(2)));
    assertThat(curriculum.retrospective()).isEmpty();
  }

  @Test
  void anyNumberOfPhasesLiesSideBySide() {
    Curriculum.Builder builder = Curriculum.builder();
    for (int i = 1; i <= 50; i++) {
      builder.phase(i * 100, PhaseLength.rollouts(i));
    }
    Curriculum curriculum = builder.build();

    assertThat(curriculum.phases()).hasSize(50);
    for (int tokens = 1; tokens <= 5_000; tokens++) {
      int length = tokens;
      assertThat(curriculum.phases().stream().filter(phase -> phase.bucket().holds(length)))
          .as("phases of a prompt of %d tokens", length)
          .hasSize(1);
    }
  }

  @Test
  void aPhaseMayLastDifferentlyFromAnother() {
    Curriculum curriculum =
        Curriculum.builder()
            .phase(10, PhaseLength.steps(1))
            .phase(20, PhaseLength.epochs(2))
            .phase(30, PhaseLength.rollouts(3_000))
            .build();

    assertThat(curriculum.phases().stream().map(phase -> phase.length().toString()))
        .containsExactly("1 step", "2 epochs", "3,000 rollouts");
  }

  @Test
  void refusesCapsThatDoNotGrow() {
    Curriculum.Builder builder = Curriculum.builder().phase(100, STEPS);

    assertThatThrownBy(() -> builder.phase(100, STEPS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("phase 2, upTo: expected more than 100 tokens, found 100");
    assertThatThrownBy(() -> builder.phase(99, STEPS)).hasMessageContaining("found 99");
    assertThatThrownBy(() -> Curriculum.builder().phase(0, STEPS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("phase 1, upTo: expected more than 0 tokens, found 0");
    assertThat(builder.phase(101, STEPS).build().phases()).hasSize(2);
  }

  @Test
  void refusesToHaveNoPhaseOrTwoSelections() {
    assertThatThrownBy(() -> Curriculum.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("phase: expected at least one, found none");
    assertThatThrownBy(
            () ->
                Curriculum.builder()
                    .retrospective(Retrospective.hardest())
                    .retrospective(Retrospective.weighted(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("retrospective is set already");
  }

  @Test
  void whatIsBuiltDoesNotChangeWithItsBuilder() {
    Curriculum.Builder builder = Curriculum.builder().phase(100, STEPS);
    Curriculum before = builder.build();
    builder.phase(200, STEPS);

    assertThat(before.phases()).hasSize(1);
  }

  @Test
  void curriculaAreEqualWhereTheirSettingsAre() {
    assertThat(Curriculum.qwenLongL1(STEPS))
        .isEqualTo(Curriculum.qwenLongL1(STEPS))
        .hasSameHashCodeAs(Curriculum.qwenLongL1(STEPS))
        .hasToString(Curriculum.qwenLongL1(STEPS).toString())
        .isNotEqualTo(Curriculum.qwenLongL1(PhaseLength.steps(11)))
        .isNotEqualTo(Curriculum.builder().phase(20_000, STEPS).phase(60_000, STEPS).build());
  }

  @Test
  void refusesAPhaseThatLastsForNothing() {
    assertThatThrownBy(() -> PhaseLength.steps(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps: expected at least 1, found 0");
    assertThatThrownBy(() -> PhaseLength.rollouts(-1)).hasMessageStartingWith("rollouts: ");
  }
}
