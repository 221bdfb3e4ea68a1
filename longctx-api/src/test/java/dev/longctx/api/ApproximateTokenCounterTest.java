package dev.longctx.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApproximateTokenCounterTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "'  \n\t', 0",
    "word, 1",
    "words, 2",
    "'a b', 2",
    "1234, 2",
    "'3.14', 3",
    "'Hello, world!', 6",
    "第一句话, 4",
    "'😀😀', 2",
    "'abc123', 2",
  })
  void countsRunsOfLettersAndDigitsAndEverySymbol(String text, int tokens) {
    assertThat(TokenCounter.approximate().count(text)).isEqualTo(tokens);
  }

  @ParameterizedTest
  @CsvSource({"\ud800", "'a\ud800b'", "\udc00"})
  void acceptsLoneSurrogates(String text) {
    assertThat(TokenCounter.approximate().count(text)).isPositive();
  }
}
