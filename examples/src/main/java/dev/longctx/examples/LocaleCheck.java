package dev.longctx.examples;

import java.util.Locale;

/**
 * Finds arguments that the JVM could not decode: in the locale {@code C}, usual in containers, it
 * replaces every character beyond ASCII, and a query would be searched for as rubbish.
 */
final class LocaleCheck {

  private static final char REPLACEMENT = '\uFFFD';

  private LocaleCheck() {}

  static void check(String[] args, String encoding) {
    if (encoding.toUpperCase(Locale.ROOT).startsWith("UTF")) {
      return;
    }
    for (int i = 0; i < args.length; i++) {
      if (args[i].indexOf(REPLACEMENT) >= 0) {
        throw new IllegalArgumentException(
            ("argument %d: expected characters of the locale's encoding %s, found others;"
                    + " set LC_ALL=C.UTF-8")
                .formatted(i + 1, encoding));
      }
    }
  }
}
