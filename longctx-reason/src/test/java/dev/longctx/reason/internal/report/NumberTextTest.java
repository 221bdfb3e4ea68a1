package dev.longctx.reason.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "-0.0; 0",
        "0.5; 0.500",
        "-0.5; -0.500",
        "0.9996; 1.000",
        "1; 1.00",
        "6.4; 6.40",
        "64.25; 64.3",
        "642.5; 643",
        "5120.4; 5,120",
        "0.00123; 0.00123",
        "0.0001; 0.000100",
        "0.00001234; 1.23e-05",
        "12345678; 1.23e+07",
        "NaN; -",
        "Infinity; -"
      })
  void writesThreeDigits(double value, String text) {
    assertThat(NumberText.of(value, 3)).isEqualTo(text);
  }

  @Test
  void writesPercentAndCounts() {
    assertThat(NumberText.percent(0.0125, 2)).isEqualTo("1.3 %");
    assertThat(NumberText.percent(Double.NaN, 2)).isEqualTo("-");
    assertThat(NumberText.count(12_345, 3)).isEqualTo("12,345");
    assertThat(NumberText.count(7.5, 3)).isEqualTo("7.50");
    assertThat(NumberText.count(Double.NaN, 3)).isEqualTo("-");
  }
}
