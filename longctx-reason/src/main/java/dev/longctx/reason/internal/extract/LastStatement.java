package dev.longctx.reason.internal.extract;

import dev.longctx.reason.internal.text.Characters;
import org.jspecify.annotations.Nullable;

/** What stands behind a text's last announcement of an answer. */
final class LastStatement {

  private LastStatement() {}

  /**
   * Finds it, in whatever case the announcement is written.
   *
   * @param announcement ASCII words
   * @return what follows, or null where nothing is announced
   */
  static @Nullable String of(String text, String announcement) {
    for (int at = text.length() - announcement.length(); at >= 0; at--) {
      if (text.regionMatches(true, at, announcement, 0, announcement.length())
          && isBorder(text, at - 1)
          && isBorder(text, at + announcement.length())) {
        return text.substring(at + announcement.length());
      }
    }
    return null;
  }

  private static boolean isBorder(String text, int index) {
    return index < 0 || index >= text.length() || !Characters.isWord(text.charAt(index));
  }
}
