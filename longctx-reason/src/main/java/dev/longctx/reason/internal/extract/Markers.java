package dev.longctx.reason.internal.extract;

import java.util.regex.Pattern;

/** What stands in a model's texts but says nothing: control tokens and commands of layout. */
final class Markers {

  private static final String ASSISTANT = "<｜Assistant｜>";
  private static final String END = "<｜end▁of▁sentence｜>";

  /** LaTeX's boxes and fonts, which leave their braces behind, and its marks around formulas. */
  private static final Pattern LAYOUT =
      Pattern.compile(
          "\\\\(?:boxed|fbox|mbox|text(?:bf|it|rm|sf|tt)?|math(?:bf|it|rm|sf|tt))\\s{0,8}(?=\\{)"
              + "|\\\\[()\\[\\]]");

  private Markers() {}

  static String removed(String text) {
    return text.replace(ASSISTANT, "").replace(END, "");
  }

  static String layoutRemoved(String text) {
    return text.indexOf('\\') < 0 ? text : LAYOUT.matcher(text).replaceAll("");
  }
}
