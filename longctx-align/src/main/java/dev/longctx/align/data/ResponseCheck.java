package dev.longctx.align.data;

import java.util.List;

/** Says whether a response gives a right answer. Implementations are thread-safe. */
@FunctionalInterface
public interface ResponseCheck {

  /**
   * Judges a response.
   *
   * @param response what a model said; untrusted
   * @param answers right answers, at least one
   * @return true for a hit
   */
  boolean isRight(String response, List<String> answers);

  /**
   * Substring exact match, one way (SoLoPO, section 3): a right answer stands in the response, word
   * by word, whatever the case, the punctuation and the English articles. Numbers are words with
   * their sign and decimals, and ideographs are words of their own. What stands before {@code
   * </think>} is not read, nor a thought that does not end. An answer without words is in no
   * response.
   *
   * @return the check
   */
  static ResponseCheck subExactMatch() {
    return SubExactMatch::isRight;
  }
}
