package dev.longctx.examples.evidence;

import java.util.Locale;

/** What can be measured, by the names that {@code --methods} takes. */
enum Method {
  CRITIC(true),
  LEXICAL(true),
  BM25(false),
  EMBEDDING(false),
  TRUNCATION(false),
  RANDOM(false);

  /** A compressor of longctx's, not a baseline. */
  final boolean compressor;

  Method(boolean compressor) {
    this.compressor = compressor;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
