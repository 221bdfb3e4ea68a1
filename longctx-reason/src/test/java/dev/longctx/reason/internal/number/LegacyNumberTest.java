package dev.longctx.reason.internal.number;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyNumberTest {

  @ParameterizedTest
  @CsvSource({
    "32.4., 32.4",
    "'$1,234.5', 1234.5",
    "12.5%, 12.5",
    "3 million, 3",
    "x = 5, 5",
    "approximately 5, 5",
    "5 or 6, 5",
    "5 metres, 5",
    "USD 5, 5",
    "5km, 5",
    "10^3, 1000",
    "10^-2, 0.01",
    "1.5 x 10^3, 1500",
    "1.5 × 10^3, 1500",
    "3/4, 0.75",
    "2 * (3 + 4) - 1, 13",
    "-2**2, -4",
    "2**-1, 0.5",
    "2**3**2, 512",
    "1e5, 100000",
    "yes, 1",
    "no, 0"
  })
  void readsWhatTheReleasedCodeReads(String text, double value) {
    assertThat(LegacyNumber.parse(text).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "words",
        "1.2.3",
        "007",
        "1/0",
        "10^400",
        "10^999999999",
        "9**9**9**9",
        "2 3",
        "(((",
        "__import__('os')",
        "1e999**2",
        "NaN"
      })
  void whatCannotBeReadIsZero(String text) {
    assertThat(LegacyNumber.parse(text)).isEqualTo(new LegacyNumber(0, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a)", "1,23"})
  void optionsAndListsEqualNothing(String text) {
    LegacyNumber list = LegacyNumber.parse(text);

    assertThat(list).isNull();
    assertThat(LegacyComparison.matches(list, list, 3)).isFalse();
  }

  @Test
  void nestingIsBounded() {
    assertThat(LegacyNumber.parse("(".repeat(20) + "7" + ")".repeat(20)).value()).isEqualTo(7);
    assertThat(LegacyNumber.parse("(".repeat(90) + "7" + ")".repeat(90)).value()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "32.44, 32.4, true",
    "32.45, 32.4, false",
    "-32.4, 32.4, true",
    "3240, 32.4, true",
    "0.324, 32.4, true",
    "0.0001, 0, false",
    "1.2.3, 0, true",
    "1, yes, true",
    "1e400, 5, false"
  })
  void comparesAsTheReleasedCode(String prediction, String gold, boolean same) {
    assertThat(
            LegacyComparison.matches(LegacyNumber.parse(prediction), LegacyNumber.parse(gold), 3))
        .isEqualTo(same);
  }

  @Test
  void theEvaluationRoundsToTwoDecimals() {
    LegacyNumber prediction = LegacyNumber.parse("0.0011");
    LegacyNumber gold = LegacyNumber.parse("0.0023");

    assertThat(LegacyComparison.matches(prediction, gold, 2)).isTrue();
    assertThat(LegacyComparison.matches(prediction, gold, 3)).isFalse();
  }
}
