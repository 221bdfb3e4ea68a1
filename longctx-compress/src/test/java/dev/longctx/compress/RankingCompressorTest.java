package dev.longctx.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.Document;
import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Granularity;
import dev.longctx.api.compression.KeptSpan;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Unchanged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RankingCompressorTest {

  private static final String FIRST = "Ann went home. Bob sat down.";
  private static final String SECOND = "Eve sang a song. It rained.";

  private static final UnitRanker LONGER_IS_BETTER =
      (query, units, cancellation) -> {
        float[] scores = new float[units.size()];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = units.get(i).text().length();
        }
        return scores;
      };

  @Test
  void keepsWhatTheRankerPrefers() {
    Compression kept = compress(LONGER_IS_BETTER, request(Granularity.SENTENCE));
    assertThat(kept.text()).isEqualTo("Eve sang a song.");
    assertThat(kept.spans()).containsExactly(new KeptSpan(1, 0, 16, 16, KeptSpan.Origin.SCORE));
  }

  @Test
  void givesTheRankerAllUnitsWithTheirPlaces() {
    List<UnitRanker.Unit> seen = new ArrayList<>();
    UnitRanker spy =
        (query, units, cancellation) -> {
          assertThat(query).isEqualTo("who?");
          seen.addAll(units);
          return new float[units.size()];
        };
    compress(spy, request(Granularity.SENTENCE));
    assertThat(seen)
        .containsExactly(
            new UnitRanker.Unit(0, 0, 14, "Ann went home."),
            new UnitRanker.Unit(0, 15, 28, "Bob sat down."),
            new UnitRanker.Unit(1, 0, 16, "Eve sang a song."),
            new UnitRanker.Unit(1, 17, 27, "It rained."));
  }

  @Test
  void neverKeepsWhatDoesNotScoreAboveZero() {
    UnitRanker cold = (query, units, cancellation) -> new float[] {-1, 0, -5, 0.5f};
    assertThat(compress(cold, request(Granularity.SENTENCE)).text()).isEqualTo("It rained.");
  }

  @Test
  void wrongAnswersOfTheRankerAreFailures() {
    assertFails((query, units, cancellation) -> new float[1], "expected 4 scores");
    assertFails((query, units, cancellation) -> new float[] {1, 2, Float.NaN, 1}, "found NaN");
    assertFails(
        (query, units, cancellation) -> {
          throw new IllegalStateException("no answer");
        },
        "no answer");
  }

  @Test
  void refusesWhatItCannotServe() {
    assertThatThrownBy(() -> compress(LONGER_IS_BETTER, request(Granularity.WORD)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a ranking compressor serves granularity SENTENCE");
    CompressionRequest threshold = CompressionRequest.builder().budget(Budget.threshold(1)).build();
    assertThatThrownBy(() -> compress(LONGER_IS_BETTER, threshold))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("budgets in tokens and keep ratios");
  }

  @Test
  void needsARanker() {
    assertThatThrownBy(() -> RankingCompressor.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("expected a ranker, found none");
    assertThatThrownBy(
            () -> RankingCompressor.builder().ranker(LONGER_IS_BETTER).ranker(LONGER_IS_BETTER))
        .hasMessage("ranker was already given");
  }

  private static void assertFails(UnitRanker ranker, String detail) {
    Compression result = compress(ranker, request(Granularity.SENTENCE));
    assertThat(result).isInstanceOf(Unchanged.class);
    assertThat(((Unchanged) result).reason()).isEqualTo(Reason.SCORING_FAILED);
    assertThat(((Unchanged) result).detail()).contains(detail);
  }

  private static CompressionRequest request(Granularity granularity) {
    return CompressionRequest.builder()
        .query("who?")
        .document(Document.of("first", FIRST))
        .document(Document.of("second", SECOND))
        .granularity(granularity)
        .budget(Budget.tokens(6))
        .build();
  }

  private static Compression compress(UnitRanker ranker, CompressionRequest request) {
    try (RankingCompressor compressor = RankingCompressor.builder().ranker(ranker).build()) {
      return compressor.compress(request);
    }
  }
}
