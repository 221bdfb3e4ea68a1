package dev.longctx.compress.internal.critic;

import dev.longctx.compress.Windowing;
import dev.longctx.compress.internal.segment.CprsSentences;
import dev.longctx.compress.internal.segment.Segments;
import dev.longctx.compress.internal.window.Window;
import dev.longctx.compress.internal.window.WindowPlanner;
import java.util.List;

/** Plans a document's windows the way the caller chose. */
final class WindowPlan {

  private WindowPlan() {}

  static List<Window> of(TokenizedDocument document, Windowing windowing, int capacity) {
    return switch (windowing) {
      case SENTENCES -> bySentences(document, capacity);
      case CPRS -> asReleased(document, capacity);
    };
  }

  private static List<Window> bySentences(TokenizedDocument document, int capacity) {
    Segments segments = document.segments();
    int[] borders = TokenBorders.of(document, segments.size(), segments::start);
    return WindowPlanner.plan(document.index(), borders, capacity);
  }

  private static List<Window> asReleased(TokenizedDocument document, int capacity) {
    String text = document.text();
    if (!CprsSentences.containsIdeograph(text)) {
      int size = document.tokens().size();
      return WindowPlanner.planFixed(document.index(), size, capacity);
    }
    int[] cuts = CprsSentences.cuts(text);
    int[] borders =
        TokenBorders.of(document, cuts.length + 1, piece -> piece == 0 ? 0 : cuts[piece - 1]);
    return WindowPlanner.plan(document.index(), borders, capacity);
  }
}
