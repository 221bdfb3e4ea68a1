package dev.longctx.onnx.internal.template.value;

/**
 * The state of one rendering that its bounds and messages need: how much it may still do, how deep
 * it is and at which line. Not thread-safe.
 */
public final class Rendering {

  private static final int MAX_DEPTH = 400;
  private static final long BASE_STEPS = 2_000_000;
  private static final long STEPS_A_VALUE = 200;
  private static final long BASE_CHARACTERS = 16L << 20;
  private static final long TIMES_READ_AND_WRITTEN = 64;
  private static final long BASE_LENGTH = 1L << 20;
  private static final long TIMES_PRINTED = 4;

  private final int maxLength;
  private long steps;
  private long characters;
  private int depth;
  private int line = 1;

  /**
   * A rendering that has not begun. What it may do grows with what it is given.
   *
   * @param values number of values among the variables
   * @param length their characters
   */
  public Rendering(long values, long length) {
    steps = BASE_STEPS + STEPS_A_VALUE * values;
    characters = BASE_CHARACTERS + TIMES_READ_AND_WRITTEN * length;
    maxLength = (int) Math.min(Integer.MAX_VALUE / 2, BASE_LENGTH + TIMES_PRINTED * length);
  }

  /** Takes a number of steps: evaluated expressions, statements, items that are looked at. */
  public void takeSteps(long number) {
    steps -= number;
    if (steps < 0) {
      throw new TemplateError("expected an end, found more steps than the bound");
    }
  }

  /** Reads or writes a number of characters. */
  public void touch(long number) {
    characters -= number;
    if (characters < 0) {
      throw new TemplateError("expected an end, found more work on strings than the bound");
    }
  }

  /** Searches a text for a pattern as the JDK does: once through, comparing at each place. */
  public void search(String text, String pattern) {
    touch(text.length() * (1L + pattern.length() / 16));
  }

  /** The most UTF-16 units that a string or the whole output may have. */
  public int maxLength() {
    return maxLength;
  }

  /** A string of the template's making, counted. */
  public Text text(String text) {
    if (text.length() > maxLength) {
      throw tooLong();
    }
    touch(text.length());
    return text.isEmpty() ? Text.EMPTY : new Text(text);
  }

  TemplateError tooLong() {
    return new TemplateError("expected at most " + maxLength + " characters, found more");
  }

  /**
   * Begins an expression or a statement.
   *
   * @return the line of the one around it, for {@link #leave}
   */
  public int enter(int newLine) {
    takeSteps(1);
    if (++depth > MAX_DEPTH) {
      throw new TemplateError(
          "expected at most " + MAX_DEPTH + " expressions inside each other, found more");
    }
    int outer = line;
    line = newLine;
    return outer;
  }

  /** Ends an expression or a statement. */
  public void leave(int outerLine) {
    depth--;
    line = outerLine;
  }

  /** The line of what is being evaluated. */
  public int line() {
    return line;
  }
}
