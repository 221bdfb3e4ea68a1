package dev.longctx.examples.terminal;

/**
 * Texts of models and documents made harmless for a terminal, which takes control characters for
 * commands.
 */
public final class PrintableText {

  private static final int REPLACEMENT = 0xFFFD;

  private PrintableText() {}

  /** The text with every control character but tabs and line ends replaced. */
  public static String of(String text) {
    int[] points = text.codePoints().map(PrintableText::printable).toArray();
    return new String(points, 0, points.length);
  }

  /** The beginning of the text on one line. */
  public static String line(String text, int most) {
    String line = of(text).strip().replaceAll("\\s+", " ");
    int end = line.offsetByCodePoints(0, Math.min(most, line.codePointCount(0, line.length())));
    return end == line.length() ? line : line.substring(0, end) + "...";
  }

  private static int printable(int point) {
    return isCommand(point) ? REPLACEMENT : point;
  }

  private static boolean isCommand(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point != '\n' && point != '\t';
      case Character.SURROGATE -> true;
      default -> turnsDirection(point);
    };
  }

  private static boolean turnsDirection(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
