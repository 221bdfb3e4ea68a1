package dev.longctx.reason.internal.extract;

/** Control tokens of a model's vocabulary that end up in its texts. */
final class Markers {

  private static final String ASSISTANT = "<｜Assistant｜>";
  private static final String END = "<｜end▁of▁sentence｜>";

  private Markers() {}

  static String removed(String text) {
    return text.replace(ASSISTANT, "").replace(END, "");
  }
}
