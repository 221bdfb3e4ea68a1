package dev.longctx.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

  @Test
  void isGreedyWithoutFiltersByDefault() {
    assertThat(Sampling.builder().build())
        .isEqualTo(Sampling.greedy())
        .isEqualTo(new Sampling(0, 0, 1, 0, 1));
  }

  @Test
  void knowsTheRolloutsOfThePaper() {
    assertThat(Sampling.qwenLongL1()).isEqualTo(new Sampling(0.7, 0, 0.95, 0, 1));
  }

  @Test
  void keepsEachSetting() {
    Sampling sampling =
        Sampling.builder()
            .temperature(0.5)
            .topK(40)
            .topP(0.9)
            .minP(0.05)
            .repetitionPenalty(1.1)
            .build();
    assertThat(sampling).isEqualTo(new Sampling(0.5, 40, 0.9, 0.05, 1.1));
  }

  @ParameterizedTest
  @CsvSource({
    "temperature, -0.1, '0 to 100'",
    "temperature, 100.1, '0 to 100'",
    "temperature, NaN, '0 to 100'",
    "topK, -1, '0 or more'",
    "topP, 0, 'above 0, at most 1'",
    "topP, 1.1, 'above 0, at most 1'",
    "topP, NaN, 'above 0, at most 1'",
    "minP, -0.1, '0 to 1'",
    "minP, 1.1, '0 to 1'",
    "minP, NaN, '0 to 1'",
    "repetitionPenalty, 0, 'above 0, at most 100'",
    "repetitionPenalty, 101, 'above 0, at most 100'",
    "repetitionPenalty, NaN, 'above 0, at most 100'"
  })
  void refusesAValueOutsideItsRangeAtOnce(String name, double value, String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> give(Sampling.builder(), name, value))
        .withMessageStartingWith(name + ": expected " + range + ", found ");
  }

  @ParameterizedTest
  @CsvSource({
    "temperature, 0",
    "temperature, 100",
    "topK, 0",
    "topP, 1",
    "topP, 4.9e-324",
    "minP, 0",
    "minP, 1",
    "repetitionPenalty, 100"
  })
  void takesTheEndsOfTheRanges(String name, double value) {
    assertThatCode(() -> give(Sampling.builder(), name, value).build()).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"temperature", "topK", "topP", "minP", "repetitionPenalty"})
  void refusesASecondValueEvenIfItIsTheSame(String name) {
    Sampling.Builder builder = give(Sampling.builder(), name, 1);
    assertThatIllegalStateException()
        .isThrownBy(() -> give(builder, name, 1))
        .withMessageStartingWith(name + " is set already");
  }

  @Test
  void aRefusedValueLeavesTheSettingFree() {
    Sampling.Builder builder = Sampling.builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.topK(-1));
    assertThat(builder.topK(5).build().topK()).isEqualTo(5);
  }

  @Test
  void refusesWhatTheBuilderRefuses() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(-1, 0, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(0, -1, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(0, 0, 0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(0, 0, 1, 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(0, 0, 1, 0, 0));
  }

  private static Sampling.Builder give(Sampling.Builder builder, String name, double value) {
    UnaryOperator<Sampling.Builder> setting =
        switch (name) {
          case "temperature" -> b -> b.temperature(value);
          case "topK" -> b -> b.topK((int) value);
          case "topP" -> b -> b.topP(value);
          case "minP" -> b -> b.minP(value);
          case "repetitionPenalty" -> b -> b.repetitionPenalty(value);
          default -> throw new AssertionError(name);
        };
    return setting.apply(builder);
  }
}
