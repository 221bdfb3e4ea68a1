package dev.longctx.reason.internal.report;

import java.util.Locale;

/** Numbers as people read them: few digits that count. */
public final class NumberText {

  private static final double SMALL = 1e-4;
  private static final double LARGE = 1e7;

  private NumberText() {}

  /** So many significant digits, or all before the point; a hyphen for what is no number. */
  public static String of(double value, int digits) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < SMALL || size >= LARGE) {
      return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
    }
    int decimals = digits - 1 - (int) Math.floor(Math.log10(size));
    return String.format(Locale.ROOT, "%,." + Math.max(0, decimals) + "f", value);
  }

  /** A share of 1, in percent. */
  public static String percent(double share, int digits) {
    return Double.isFinite(share) ? of(100 * share, digits) + " %" : "-";
  }

  /** A count, or a mean of counts. */
  public static String count(double value, int digits) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? String.format(Locale.ROOT, "%,d", (long) value)
        : of(value, digits);
  }
}
