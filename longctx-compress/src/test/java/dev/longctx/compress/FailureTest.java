package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.TokenCounter;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionException;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.FailurePolicy;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Truncated;
import dev.longctx.api.compression.Unchanged;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure under every policy. */
class FailureTest {

  private static final int LIMIT = 30;
  private static final String CHINESE = "参议院有权审判一切弹劾案。国会每年应至少开会一次。".repeat(3);

  private static CriticCompressor compressor;

  @BeforeAll
  static void open() {
    compressor =
        CriticCompressor.builder()
            .critic(Fixtures.critic("term-overlap"))
            .maxCharacters(10_000)
            .build();
  }

  @AfterAll
  static void close() {
    compressor.close();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        failure(Reason.PROMPT_TOO_LONG, Fixtures.ARTICLE, b -> b.query("impeachment ".repeat(200))),
        failure(Reason.DEADLINE_EXCEEDED, Fixtures.ARTICLE, b -> b.deadline(Duration.ofNanos(1))),
        failure(Reason.BLANK_QUERY, Fixtures.ARTICLE, b -> b.query("  ")),
        failure(Reason.UNSUPPORTED_TEXT, CHINESE, b -> b.query(Fixtures.QUERY)),
        failure(Reason.INPUT_TOO_LARGE, Fixtures.ARTICLE.repeat(100), b -> b));
  }

  private static Arguments failure(
      Reason reason, String text, UnaryOperator<CompressionRequest.Builder> setting) {
    return Arguments.of(reason, text, setting);
  }

  private static Compression compress(
      String text,
      UnaryOperator<CompressionRequest.Builder> setting,
      FailurePolicy policy,
      Budget budget) {
    return compressor.compress(
        setting
            .apply(CompressionRequest.builder())
            .documents(Fixtures.documents(text))
            .budget(budget)
            .onFailure(policy)
            .build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void returnsTheOriginalByDefault(
      Reason reason, String text, UnaryOperator<CompressionRequest.Builder> setting) {
    Compression result = compress(text, setting, FailurePolicy.ORIGINAL, Budget.tokens(LIMIT));
    assertThat(result)
        .isInstanceOfSatisfying(
            Unchanged.class,
            u -> {
              assertThat(u.reason()).isEqualTo(reason);
              assertThat(u.reason().isFailure()).isTrue();
              assertThat(u.detail()).isNotBlank();
              assertThat(u.text()).isEqualTo(text);
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void keepsTheHeadWithinTheBudgetWhereAskedTo(
      Reason reason, String text, UnaryOperator<CompressionRequest.Builder> setting) {
    Compression result =
        compress(text, setting, FailurePolicy.TRUNCATE_TO_BUDGET, Budget.tokens(LIMIT));
    assertThat(result)
        .isInstanceOfSatisfying(Truncated.class, t -> assertThat(t.reason()).isEqualTo(reason));
    assertThat(result.text()).isNotEmpty();
    assertThat(text).startsWith(result.text());
    assertThat(TokenCounter.approximate().count(result.text())).isLessThanOrEqualTo(LIMIT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void throwsWhereAskedTo(
      Reason reason, String text, UnaryOperator<CompressionRequest.Builder> setting) {
    assertThatThrownBy(() -> compress(text, setting, FailurePolicy.THROW, Budget.tokens(LIMIT)))
        .isInstanceOfSatisfying(
            CompressionException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void truncatesToAShareOfTheInputToo() {
    Compression result =
        compress(CHINESE, b -> b, FailurePolicy.TRUNCATE_TO_BUDGET, Budget.keepRatio(0.5));
    assertThat(result).isInstanceOf(Truncated.class);
    assertThat(result.stats().ratio()).isPositive().isLessThanOrEqualTo(0.5);
  }

  @Test
  void aBrokenTokenCounterIsAFailureAndNeverLosesTheText() {
    TokenCounter broken =
        text -> {
          throw new UnsupportedOperationException("no tokenizer");
        };
    for (FailurePolicy policy :
        new FailurePolicy[] {FailurePolicy.ORIGINAL, FailurePolicy.TRUNCATE_TO_BUDGET}) {
      Compression result =
          compress(Fixtures.ARTICLE, b -> b.tokenCounter(broken), policy, Budget.tokens(LIMIT));
      assertThat(result)
          .isInstanceOfSatisfying(
              Unchanged.class, u -> assertThat(u.detail()).contains("no tokenizer"));
      assertThat(result.text()).isEqualTo(Fixtures.ARTICLE);
    }
  }

  @Test
  void aNegativeCountIsAFailureAndFitsNoBudget() {
    Compression result =
        compress(
            Fixtures.ARTICLE,
            b -> b.tokenCounter(text -> -5),
            FailurePolicy.ORIGINAL,
            Budget.tokens(LIMIT));
    assertThat(result)
        .isInstanceOfSatisfying(
            Unchanged.class,
            u -> {
              assertThat(u.reason()).isEqualTo(Reason.SCORING_FAILED);
              assertThat(u.detail()).contains("at least 0, found -5");
            });
  }

  @Test
  void refusesAPromptThatLeavesLessThanAnEighthOfTheWindow() {
    // 115 words and three special tokens of a window of 128.
    Compression result =
        compress(
            Fixtures.ARTICLE,
            b -> b.query("the ".repeat(115)).instruction(""),
            FailurePolicy.ORIGINAL,
            Budget.tokens(LIMIT));
    assertThat(((Unchanged) result).reason()).isEqualTo(Reason.PROMPT_TOO_LONG);
    assertThat(((Unchanged) result).detail()).contains("take 118 tokens");
  }

  @Test
  void saysHowMuchRoomThePromptTakes() {
    Compression result =
        compress(
            Fixtures.ARTICLE,
            b -> b.query("impeachment ".repeat(200)),
            FailurePolicy.ORIGINAL,
            Budget.tokens(LIMIT));
    assertThat(((Unchanged) result).detail()).contains("window of 128");
  }
}
