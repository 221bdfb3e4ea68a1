package dev.longctx.compress.internal.critic;

import dev.longctx.api.compression.Protection;
import dev.longctx.compress.internal.segment.ProtectedWords;
import dev.longctx.compress.internal.segment.Segments;
import dev.longctx.compress.internal.segment.Words;
import java.util.BitSet;
import java.util.Set;

/**
 * Tells which words are protected while a document's words are asked for in order. Protections are
 * found paragraph by paragraph, because the later pieces of a long code fence show no sign of it.
 * Not thread-safe.
 */
final class Shields {

  private final Segments segments;
  private final Set<Protection> kinds;
  private int paragraph = -1;
  private Words words = Words.of("", 0, 0);
  private BitSet protectedWords = new BitSet();
  private int next;

  Shields(Segments segments, Set<Protection> kinds) {
    this.segments = segments;
    this.kinds = kinds;
  }

  /** Whether a word of a segment, behind all words asked for before, is protected. */
  boolean cover(int segment, int start, int end) {
    if (kinds.isEmpty()) {
      return false;
    }
    if (segments.paragraph(segment) != paragraph) {
      enter(segment);
    }
    while (next < words.size() && words.end(next) <= start) {
      next++;
    }
    for (int word = next; word < words.size() && words.start(word) < end; word++) {
      if (protectedWords.get(word)) {
        return true;
      }
    }
    return false;
  }

  private void enter(int first) {
    paragraph = segments.paragraph(first);
    int last = first;
    while (last + 1 < segments.size() && segments.paragraph(last + 1) == paragraph) {
      last++;
    }
    words = Words.of(segments.text(), segments.start(first), segments.end(last));
    protectedWords = ProtectedWords.of(segments.text(), words, kinds);
    next = 0;
  }
}
