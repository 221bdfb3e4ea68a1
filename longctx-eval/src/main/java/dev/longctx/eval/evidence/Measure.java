package dev.longctx.eval.evidence;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is measured of each question. */
public enum Measure {
  /** {@link EvidenceScore#supportRecall()}. */
  SUPPORT_RECALL("support recall", EvidenceScore::supportRecall),
  /** {@link EvidenceScore#allSupport()}. */
  ALL_SUPPORT("all support", EvidenceScore::allSupport),
  /** {@link EvidenceScore#answerKept()}. */
  ANSWER_KEPT("answer kept", EvidenceScore::answerKept),
  /** {@link EvidenceScore#paragraphHit()}. */
  PARAGRAPH_HIT("paragraph hit", EvidenceScore::paragraphHit);

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // a method reference
  private final Function<EvidenceScore, @Nullable Double> value;

  Measure(String title, Function<EvidenceScore, @Nullable Double> value) {
    this.title = title;
    this.value = value;
  }

  /**
   * The measure in words.
   *
   * @return lower case
   */
  public String title() {
    return title;
  }

  @Nullable Double of(EvidenceScore score) {
    return value.apply(score);
  }
}
