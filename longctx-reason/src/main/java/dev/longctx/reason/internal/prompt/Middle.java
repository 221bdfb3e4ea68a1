package dev.longctx.reason.internal.prompt;

import dev.longctx.api.TokenCounter;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Leaves out the middle of a text. */
final class Middle {

  private static final int CHARACTERS_PER_TOKEN = 4;

  private final String text;
  private final TokenCounter counter;

  Middle(String text, TokenCounter counter) {
    this.text = text;
    this.counter = counter;
  }

  /**
   * Head, mark and tail.
   *
   * @param tokens the most tokens of head and tail together; each gets half
   * @param mark stands between them
   * @return the text, or empty where nothing of it is left, or nothing is left out
   */
  Optional<String> leaveOut(int tokens, String mark) {
    int headTokens = tokens - tokens / 2;
    int tailTokens = tokens / 2;
    int head = largest(headTokens, length -> count(0, border(length)) <= headTokens);
    int tail = largest(tailTokens, length -> count(tailStart(length), text.length()) <= tailTokens);
    int end = border(head);
    int start = tailStart(tail);
    boolean somethingLeft = end > 0 || start < text.length();
    return somethingLeft && end < start
        ? Optional.of(text.substring(0, end) + mark + text.substring(start))
        : Optional.empty();
  }

  private int count(int from, int to) {
    return from >= to ? 0 : counter.count(text.substring(from, to));
  }

  /** The largest length that fits, by doubling and halving: a count costs as much as its text. */
  private int largest(int tokens, IntPredicate fits) {
    int most = text.length();
    int fit = 0;
    int tooLarge = (int) Math.min(most, Math.max(1L, (long) tokens * CHARACTERS_PER_TOKEN));
    while (fits.test(tooLarge)) {
      fit = tooLarge;
      if (fit == most) {
        return most;
      }
      tooLarge = (int) Math.min(most, 2L * tooLarge);
    }
    while (tooLarge - fit > 1) {
      int middle = (fit + tooLarge) >>> 1;
      if (fits.test(middle)) {
        fit = middle;
      } else {
        tooLarge = middle;
      }
    }
    return fit;
  }

  private int border(int at) {
    return cutsPair(at) ? at - 1 : at;
  }

  private int tailStart(int length) {
    int at = text.length() - length;
    return cutsPair(at) ? at + 1 : at;
  }

  private boolean cutsPair(int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }
}
