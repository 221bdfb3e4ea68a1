package dev.longctx.compress.internal.segment;

import dev.longctx.api.compression.Protection;
import java.util.BitSet;
import java.util.Set;

/**
 * Finds the words of a range that are protected. A protected thing that spans several words, such
 * as a quantity or a tag with attributes, protects each of them. A code block is only known where
 * the words reach back to its opening fence.
 */
public final class ProtectedWords {
  private ProtectedWords() {}

  /** Indexes of the protected ones among {@code words}, which are words of {@code text}. */
  public static BitSet of(String text, Words words, Set<Protection> kinds) {
    WordMarks marks = new WordMarks(text, words);
    for (Protection kind : kinds) {
      mark(kind, marks);
    }
    return marks.marked();
  }

  private static void mark(Protection kind, WordMarks marks) {
    switch (kind) {
      case NEGATIONS -> Negations.mark(marks);
      case NUMBERS -> Quantities.mark(marks);
      case URLS -> Addresses.mark(marks);
      case CODE -> {
        CodeSpans.mark(marks);
        Identifiers.mark(marks);
      }
      case TAGS -> Tags.mark(marks);
    }
  }
}
