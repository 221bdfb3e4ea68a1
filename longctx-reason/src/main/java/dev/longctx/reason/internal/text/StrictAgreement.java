package dev.longctx.reason.internal.text;

import java.util.regex.Pattern;

/** When two answers say the same in the same words. */
public final class StrictAgreement {

  /** What may introduce an answer without making it another one: it was called, in. */
  private static final Pattern INTRODUCTION =
      Pattern.compile(
          "^(?:(?:it|this|that) (?:is|was) |they (?:are|were) )?"
              + "(?:(?:called|named) )?(?:(?:in|on|at) )?");

  private StrictAgreement() {}

  /**
   * Whether two answers are equal as {@link StrictNormaliser} spells them, without words that only
   * introduce them. Any other word more may make it another answer (South Korea, Elizabeth II), so
   * it does. Symmetric and transitive; an answer of no words says nothing.
   */
  public static boolean matches(String first, String second) {
    String one = words(first);
    return !one.isEmpty() && one.equals(words(second));
  }

  /** Never empty where the normalised text is not: an introduction ends in a space. */
  private static String words(String answer) {
    return INTRODUCTION.matcher(StrictNormaliser.INSTANCE.normalise(answer)).replaceFirst("");
  }
}
