package dev.longctx.reason.internal.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longctx.reason.RandomAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictNumberTest {

  @ParameterizedTest
  @CsvSource({
    "32.4, 32.4",
    "-32.4, -32.4",
    "\u221232.4, -32.4",
    "minus 32.4, -32.4",
    "-$5, -5",
    "$-5, -5",
    "'1,234,567.5', 1234567.5",
    "1\u202F234, 1234",
    ".5, 0.5",
    "5., 5",
    "007, 7",
    "$32.4$, 32.4",
    "\\(32.4\\), 32.4",
    "x = 32.4, 32.4",
    "the net growth (2018 + 2019) / 2 = 32.4, 32.4",
    "about the year 1984, 1984",
    "US$ 32.4, 32.4",
    "a total of 32.4, 32.4",
    "\\boxed{32.4}, 32.4",
    "\u2248 32.4, 32.4",
    "approximately 32.4 square metres, 32.4",
    "32.4km, 32.4",
    "5th, 5",
    "5%, 0.05",
    "5 percent, 0.05",
    "5 per cent, 0.05",
    "5\\%, 0.05",
    "5 dollars per share, 5",
    "$3.2 million, 3.2E+6",
    "3.2 hundred thousand, 3.2E+5",
    "$5m, 5E+6",
    "USD 5bn, 5E+9",
    "5k, 5E+3",
    "3/4, 0.75",
    "1 1/2, 1.5",
    "1\u00BD, 1.5",
    "-3/4, -0.75",
    "1.5e6, 1.5E+6",
    "1.5E-3, 0.0015",
    "1.5 x 10^6, 1.5E+6",
    "1.5\u00D710\u207B\u2076, 0.0000015",
    "10^6, 1E+6",
    "10^{6}, 1E+6",
    "\u0663\u0664\u066B\u0665, 34.5",
    "\uFF13\uFF14, 34",
    "TRUE, yes",
    "no, no"
  })
  void readsOneValue(String phrase, String canonical) {
    StrictNumber number = StrictNumber.parse(phrase);

    assertThat(number).isNotNull();
    assertThat(number.matches(StrictNumber.parse(canonical))).isTrue();
    assertThat(number.canonical()).isEqualTo(StrictNumber.parse(canonical).canonical());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "NaN",
        "Infinity",
        "not 5",
        "5 or 6",
        "5 6",
        "5-6",
        "more than 5",
        "between 5",
        "1.2.3",
        "1.234,5",
        "1,23",
        "12,345,6",
        "1234,567",
        "5 m",
        "5m",
        "covid-19",
        "B12",
        "2 + 3",
        "2*3",
        "2**3",
        "2^3",
        "3/0",
        "3/4/5",
        "5!",
        "\u00B15",
        "< 5",
        "--5",
        "- 5",
        "5%%",
        "in millions: 5",
        "5 (in millions)",
        "percentage: 5",
        "10^999999999",
        "1e999999999",
        "1.5 x 10",
        "10\u00B2\u00B3\u00B2\u00B3",
        "5 dozen",
        "5 per million",
        "10^{6",
        "million 5",
        "5 m per cent",
        "half 5",
        "5 squared",
        "minus",
        "((((5))))^2",
        "yes 5 no 6",
        "5\u00B2",
        "!= 5",
        ">= 5",
        "=/= 5",
        "x \u2260 = 5",
        "x \u2A7E = 5",
        "\\neq 5",
        "not equal = 5",
        "hardly 5",
        "up to 5",
        "a decrease of 5",
        "exceeds 5",
        "double 5",
        "twenty 5",
        "5 hundred twenty",
        "5 hundredths",
        "5 fifths",
        "5 halves",
        "5 quarters",
        "5 pairs",
        "5 quadrillion",
        "5 millionths",
        "5 \u03C0",
        "5 or more"
      })
  void refusesWhatIsNoneOrSeveralOrQualified(String phrase) {
    assertThat(StrictNumber.parse(phrase)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "32.4, 32.44, true",
    "32.4, 32.45, false",
    "32.4, -32.4, false",
    "32.4, 3240, false",
    "32.4, 0.324, false",
    "0.0001, 0, false",
    "0, 0.0, true",
    "1984, 1985, false",
    "1984, 1985.0, false",
    "1984.0, 1985.0, false",
    "1984, 1985.9, false",
    "1984, 1984.4, true",
    "1984, 1984.0, true",
    "1984, 1.985 thousand, false",
    "1984, 1.984 thousand, true",
    "1984, 1985/1, false",
    "3.2 million, '3,201,000', false",
    "3.2 million, 3.201 million, true",
    "5%, 0.05, true",
    "5%, 5, false",
    "0.333, 1/3, true",
    "yes, true, true",
    "yes, 1, false"
  })
  void comparesValuesWithinTolerance(String one, String other, boolean same) {
    StrictNumber first = StrictNumber.parse(one);
    StrictNumber second = StrictNumber.parse(other);

    assertThat(first.matches(second)).isEqualTo(same);
    assertThat(second.matches(first)).isEqualTo(same);
  }

  @Test
  void comparisonIsSymmetricAndReflexive() {
    long seed = RandomAnswers.seed();
    RandomAnswers answers = new RandomAnswers(seed);
    int read = 0;
    StrictNumber before = StrictNumber.parse("1");
    for (int i = 0; i < 20_000; i++) {
      StrictNumber number = StrictNumber.parse(answers.next());
      if (number != null) {
        assertThat(number.matches(number)).as("seed %d: %s", seed, number).isTrue();
        assertThat(number.matches(before))
            .as("seed %d: %s, %s", seed, number, before)
            .isEqualTo(before.matches(number));
        before = number;
        read++;
      }
    }
    assertThat(read).as("seed %d", seed).isGreaterThan(100);
  }
}
