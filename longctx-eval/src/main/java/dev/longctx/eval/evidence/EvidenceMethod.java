package dev.longctx.eval.evidence;

import dev.longctx.api.compression.Compressor;
import dev.longctx.compress.RankingCompressor;
import dev.longctx.compress.UnitRanker;
import java.util.Objects;
import java.util.function.Function;

/**
 * A way to choose text that the benchmark measures.
 *
 * @param name what tables call it
 * @param compressors the compressor for one question; the benchmark does not close it
 */
public record EvidenceMethod(String name, Function<EvidenceContext, Compressor> compressors) {

  /** Checks the components. */
  public EvidenceMethod {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(compressors, "compressors");
  }

  /**
   * A compressor under test, which sees titles where they stand in the text.
   *
   * @param name what tables call it
   * @param compressor stays the caller's to close
   * @return the method
   */
  public static EvidenceMethod compressor(String name, Compressor compressor) {
    return new EvidenceMethod(name, context -> compressor);
  }

  /**
   * A baseline that ranks sentences, in its strongest form: every sentence is read with its
   * paragraph's title before it, no budget goes into the titles themselves, and what the sentences
   * that score leave of it goes to the others, in their order.
   *
   * @param name what tables call it
   * @param ranker scores units; 0 or less ranks a unit last
   * @return the method
   */
  public static EvidenceMethod ranking(String name, UnitRanker ranker) {
    return new EvidenceMethod(
        name,
        context -> RankingCompressor.builder().ranker(new TitledRanker(context, ranker)).build());
  }
}
