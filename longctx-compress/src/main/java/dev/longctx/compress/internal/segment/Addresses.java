package dev.longctx.compress.internal.segment;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/** Web addresses, e-mail addresses and host names. */
final class Addresses {
  private static final ImmutableSet<String> TOP_DOMAINS =
      ImmutableSet.of(
          "com", "org", "net", "edu", "gov", "io", "dev", "info", "eu", "de", "uk", "cn");

  private Addresses() {}

  static void mark(WordMarks marks) {
    for (int i = 0; i < marks.size(); i++) {
      if (hasScheme(marks, i) || isAddress(marks.bare(i).toLowerCase(Locale.ROOT))) {
        marks.mark(i);
      }
    }
  }

  /** Looks at the whole word, since an address may be long. */
  private static boolean hasScheme(WordMarks marks, int i) {
    int limit = marks.end(i) - 3;
    for (int at = marks.start(i) + 1; at <= limit; at++) {
      if (marks.text().startsWith("://", at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAddress(String word) {
    return word.startsWith("www.") || word.startsWith("mailto:") || isMail(word) || isHost(word);
  }

  private static boolean isMail(String word) {
    int at = word.indexOf('@');
    return at > 0 && word.indexOf('.', at) > at + 1;
  }

  private static boolean isHost(String word) {
    int slash = word.indexOf('/');
    String host = slash < 0 ? word : word.substring(0, slash);
    int dot = host.lastIndexOf('.');
    return dot > 0 && TOP_DOMAINS.contains(host.substring(dot + 1));
  }
}
