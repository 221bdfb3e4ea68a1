package dev.longctx.api.compression;

import dev.longctx.api.Document;
import java.util.ArrayList;
import java.util.List;

/** The invariants of span lists. */
final class Spans {

  private Spans() {}

  static List<KeptSpan> checked(List<Document> documents, List<KeptSpan> spans) {
    List<KeptSpan> copy = List.copyOf(spans);
    KeptSpan previous = null;
    for (KeptSpan span : copy) {
      checkInBounds(documents, span);
      if (previous != null && !follows(previous, span)) {
        throw new IllegalArgumentException(
            "spans must be sorted and disjoint, found " + span + " after " + previous);
      }
      previous = span;
    }
    return copy;
  }

  static List<KeptSpan> whole(List<Document> documents) {
    List<KeptSpan> spans = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      String text = documents.get(i).text();
      if (!text.isBlank()) {
        spans.add(new KeptSpan(i, 0, text.length(), 1, KeptSpan.Origin.UNSCORED));
      }
    }
    return List.copyOf(spans);
  }

  private static boolean follows(KeptSpan left, KeptSpan right) {
    return left.document() < right.document()
        || (left.document() == right.document() && left.end() <= right.start());
  }

  private static void checkInBounds(List<Document> documents, KeptSpan span) {
    if (span.document() >= documents.size()) {
      throw new IllegalArgumentException(
          "span must lie in one of " + documents.size() + " documents, found " + span);
    }
    String text = documents.get(span.document()).text();
    if (span.end() > text.length()) {
      throw new IllegalArgumentException(
          "span must end within " + text.length() + " code units, found " + span);
    }
    if (cutsSurrogatePair(text, span.start()) || cutsSurrogatePair(text, span.end())) {
      throw new IllegalArgumentException("span must not cut a surrogate pair, found " + span);
    }
  }

  private static boolean cutsSurrogatePair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isHighSurrogate(text.charAt(at - 1))
        && Character.isLowSurrogate(text.charAt(at));
  }
}
