package dev.longctx.langchain4j.model;

/**
 * Joins what an endpoint sends to the text of a completion: reasoning stands between think tags,
 * and no piece ends between two halves of a character.
 */
final class SampleText {

  private static final String OPEN = "<think>\n";
  private static final String CLOSE = "\n</think>\n\n";
  private static final String REPLACEMENT = "\uFFFD";

  private final StringBuilder whole = new StringBuilder();
  private String held = "";
  private boolean thinking;

  /** More reasoning; returns what may be shown of it, maybe nothing. */
  String think(String piece) {
    String opened = thinking ? piece : OPEN + piece;
    thinking = true;
    return append(opened);
  }

  /** More of the answer; returns what may be shown of it, maybe nothing. */
  String say(String piece) {
    String closed = thinking ? CLOSE + piece : piece;
    thinking = false;
    return append(closed);
  }

  /** The end; returns what was held back. */
  String end() {
    String last = held.isEmpty() ? "" : REPLACEMENT;
    held = "";
    whole.append(last);
    return last;
  }

  private String append(String piece) {
    String shown = held + piece;
    held = "";
    int end = shown.length() - 1;
    if (end >= 0 && Character.isHighSurrogate(shown.charAt(end))) {
      held = shown.substring(end);
      shown = shown.substring(0, end);
    }
    whole.append(shown);
    return shown;
  }

  boolean isEmpty() {
    return whole.isEmpty() && held.isEmpty();
  }

  String whole() {
    return whole.toString();
  }
}
