package dev.longctx.onnx.internal.lm;

import java.util.List;

/**
 * The text of a completion as it grows, and the texts that end it. What may be the beginning of
 * such a text is held back. Not thread-safe.
 */
final class StopTexts {

  private final List<String> stops;
  private final int longest;
  private final StringBuilder text = new StringBuilder();
  private int given;
  private boolean stopped;

  StopTexts(List<String> stops) {
    this.stops = stops;
    longest = stops.stream().mapToInt(String::length).max().orElse(0);
  }

  /** Adds a piece; returns what may be given out now. */
  String add(String piece) {
    int from = Math.max(0, text.length() - longest + 1);
    text.append(piece);
    int end = firstStop(from);
    if (end >= 0) {
      text.setLength(end);
      stopped = true;
      return giveUpTo(end);
    }
    return giveUpTo(whole(text.length() - heldBack()));
  }

  /** Nothing more comes: returns what was held back. */
  String finish() {
    return giveUpTo(text.length());
  }

  /** Whether one of the texts came. */
  boolean stopped() {
    return stopped;
  }

  /** All of the completion. */
  String text() {
    return text.toString();
  }

  /** Where the text begins that is complete first, so that it does not matter how pieces fall. */
  private int firstStop(int from) {
    int begin = -1;
    int firstEnd = Integer.MAX_VALUE;
    for (String stop : stops) {
      int at = text.indexOf(stop, from);
      int end = at + stop.length();
      if (at >= 0 && (end < firstEnd || (end == firstEnd && at < begin))) {
        begin = at;
        firstEnd = end;
      }
    }
    return begin;
  }

  /** The length of the longest end of the text that begins one of the texts. */
  private int heldBack() {
    for (int length = Math.min(longest - 1, text.length()); length > 0; length--) {
      String end = text.substring(text.length() - length);
      if (stops.stream().anyMatch(stop -> stop.startsWith(end))) {
        return length;
      }
    }
    return 0;
  }

  private int whole(int end) {
    boolean split =
        end > 0
            && end < text.length()
            && Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end));
    return split ? end - 1 : end;
  }

  private String giveUpTo(int end) {
    if (end <= given) {
      return "";
    }
    String piece = text.substring(given, end);
    given = end;
    return piece;
  }
}
