package dev.longctx.reason.internal.text;

import java.text.Normalizer;

/** Unicode's canonical composition, in linear time. */
final class ComposedForm {

  /** Unicode's Stream-Safe Text Format (UAX 15, section 13) allows 30. */
  private static final int MOST_MARKS = 30;

  private ComposedForm() {}

  /** The composed text; left as it is where its marks pile up, which would take quadratic time. */
  static String of(String text) {
    return isStreamSafe(text) ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
  }

  private static boolean isStreamSafe(String text) {
    int marks = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      marks = isMark(text.codePointAt(i)) ? marks + 1 : 0;
      if (marks > MOST_MARKS) {
        return false;
      }
    }
    return true;
  }

  private static boolean isMark(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
