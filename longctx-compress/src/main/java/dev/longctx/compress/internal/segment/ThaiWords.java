package dev.longctx.compress.internal.segment;

import java.text.BreakIterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the words of Thai by the JDK's dictionary, run by run. */
final class ThaiWords {
  /** Longest run that the dictionary is asked about at once, since its search may go back. */
  private static final int MAX_RUN_CHARS = 200;

  private final String text;
  private final int to;
  private @Nullable BreakIterator breaks;
  private int runStart;
  private int runEnd;

  ThaiWords(String text, int to) {
    this.text = text;
    this.to = to;
  }

  /**
   * End of the word that begins at {@code start}, a Thai character; calls go from left to right.
   */
  int end(int start) {
    BreakIterator run = runAt(start);
    int end = run.following(start - runStart);
    while (end < runEnd - runStart && Characters.joins(text, runStart + end)) {
      end = run.next();
    }
    return runStart + end;
  }

  private BreakIterator runAt(int start) {
    if (breaks != null && start < runEnd) {
      return breaks;
    }
    if (breaks == null) {
      breaks = BreakIterator.getWordInstance(Locale.forLanguageTag("th"));
    }
    runStart = start;
    runEnd = start;
    int limit = Math.min(to, start + MAX_RUN_CHARS);
    while (runEnd < limit && Scripts.isThai(text.charAt(runEnd))) {
      runEnd++;
    }
    breaks.setText(text.substring(runStart, runEnd));
    return breaks;
  }
}
