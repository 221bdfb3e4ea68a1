package dev.longctx.align.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.align.testing.WordTokenizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TripleTokenizerTest {

  private final WordTokenizer words = new WordTokenizer();

  private TripleTokenizer tokenizer(int maxTokens) {
    return new TripleTokenizer(words, ContextPrompt.chat(), maxTokens);
  }

  @Test
  void tokenisesAResponseOnceAndEndsIt() {
    TokenTriple tokens = tokenizer(100).tokens(Samples.triple("a"));

    assertThat(words.decode(tokens.chosen())).isEqualTo("The Aude. <end>");
    assertThat(words.decode(tokens.rejected())).isEqualTo("It is not stated. <end>");
    assertThat(words.decode(tokens.shortPrompt()))
        .isEqualTo(
            "<turn> Document 1: The castle stands by the river Aude. Question: Which river?");
    assertThat(tokens.longPrompt().length).isGreaterThan(tokens.shortPrompt().length);
    assertThat(tokens.sequence(ContextLength.LONG, ResponseKind.CHOSEN).response())
        .isEqualTo(tokens.chosen());
  }

  @Test
  void countsWhatItLeavesOut() {
    Triple same =
        new Triple(
            "same",
            "?",
            List.of("castle"),
            List.of(Samples.CASTLE),
            List.of(Samples.CASTLE),
            "a  b",
            "a b",
            List.of("b"));
    int needed = tokenizer(100).tokens(Samples.triple("a")).longest(ContextLength.LONG);

    assertThat(tokenizer(needed).tokens(List.of(Samples.triple("a"), same)))
        .satisfies(
            result -> {
              assertThat(result.triples()).extracting(TokenTriple::id).containsExactly("a");
              assertThat(result.skips()).isEqualTo(Map.of(SkipReason.SAME_TOKENS, 1));
            });
    assertThat(tokenizer(needed - 1).tokens(List.of(Samples.triple("a"), same)).skips())
        .isEqualTo(Map.of(SkipReason.SAME_TOKENS, 1, SkipReason.TOO_LONG, 1));
  }

  @Test
  void refusesASingleTripleThatIsTooLong() {
    assertThatThrownBy(() -> tokenizer(10).tokens(Samples.triple("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "triple a: expected different responses and at most 10 tokens, found TOO_LONG");
  }
}
