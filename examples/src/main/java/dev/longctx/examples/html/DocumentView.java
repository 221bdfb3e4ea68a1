package dev.longctx.examples.html;

import dev.longctx.api.compression.KeptSpan;
import java.util.List;

/**
 * One document's text: kept units shaded by score, the rest dimmed, and the middle of a long rest
 * folded away.
 */
final class DocumentView {

  private static final int LONGEST_OPEN = 700;
  private static final int CONTEXT = 160;

  private final String text;
  private final ScoreScale scale;
  private final StringBuilder html;

  DocumentView(String text, ScoreScale scale, StringBuilder html) {
    this.text = text;
    this.scale = scale;
    this.html = html;
  }

  void append(List<KeptSpan> units) {
    html.append("<div class=\"text\" dir=\"auto\">");
    int at = 0;
    for (KeptSpan unit : units) {
      dropped(at, unit.start());
      kept(unit);
      at = unit.end();
    }
    dropped(at, text.length());
    html.append("</div>\n");
  }

  private void kept(KeptSpan unit) {
    html.append("<mark class=\"%s\" title=\"%s\">".formatted(style(unit), title(unit)));
    html.append(Markup.escape(text.substring(unit.start(), unit.end()))).append("</mark>");
  }

  private String style(KeptSpan unit) {
    return switch (unit.origin()) {
      case SCORE -> "s" + scale.shade(unit.score());
      case PROTECTION -> "protected";
      case UNSCORED -> "unscored";
    };
  }

  private static String title(KeptSpan unit) {
    String where = " &middot; [%d, %d)".formatted(unit.start(), unit.end());
    return switch (unit.origin()) {
      case SCORE -> "score " + ScoreScale.label(unit.score()) + where;
      case PROTECTION -> "protected, score " + ScoreScale.label(unit.score()) + where;
      case UNSCORED -> "not scored" + where;
    };
  }

  private void dropped(int start, int end) {
    if (end - start <= LONGEST_OPEN) {
      dim(start, end);
      return;
    }
    int from = start == 0 ? 0 : borderAfter(start + CONTEXT);
    int to = end == text.length() ? end : borderAfter(end - CONTEXT);
    dim(start, from);
    html.append("<details><summary>%,d characters left out</summary>".formatted(to - from));
    dim(from, to);
    html.append("</details>");
    dim(to, end);
  }

  private void dim(int start, int end) {
    if (start < end) {
      html.append("<span class=\"dropped\">");
      html.append(Markup.escape(text.substring(start, end))).append("</span>");
    }
  }

  /** Where the next line or word starts, if that is near; else the place, off surrogate pairs. */
  private int borderAfter(int place) {
    int line = text.indexOf('\n', place);
    if (line >= 0 && line < place + CONTEXT / 2) {
      return line + 1;
    }
    int word = place;
    while (word < place + CONTEXT / 4 && !Character.isWhitespace(text.charAt(word))) {
      word++;
    }
    if (word < place + CONTEXT / 4) {
      return word + 1;
    }
    boolean inPair = Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place));
    return inPair ? place + 1 : place;
  }
}
