package dev.longctx.reason.internal.number;

import dev.longctx.reason.internal.text.Characters;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one value that a phrase holds: a number, or yes or no. */
public sealed interface StrictNumber {

  /** UTF-16 units of the longest phrase that is read. */
  int MOST_CHARACTERS = 4_096;

  /**
   * The form in which two spellings of the same value are equal, as far as no rounding is in it.
   */
  String canonical();

  /** Whether two values are the same. Symmetric. */
  boolean matches(StrictNumber other);

  /**
   * Reads a phrase. No expression is evaluated: an amount is a literal, a fraction, a mixed number
   * or a power of ten, with a percent sign or words of scale behind it.
   *
   * @return the value, or null where there is none, more than one, or one that is qualified
   */
  static @Nullable StrictNumber parse(String phrase) {
    if (phrase.length() > MOST_CHARACTERS) {
      return null;
    }
    Truth truth = Truth.of(phrase);
    return truth != null ? truth : NumberPhrase.read(phrase);
  }

  /**
   * Yes or no.
   *
   * @param value true for yes
   */
  record Truth(boolean value) implements StrictNumber {

    static @Nullable Truth of(String phrase) {
      return switch (Characters.strip(phrase).toLowerCase(Locale.ROOT)) {
        case "yes", "true" -> new Truth(true);
        case "no", "false" -> new Truth(false);
        default -> null;
      };
    }

    @Override
    public String canonical() {
      return value ? "yes" : "no";
    }

    @Override
    public boolean matches(StrictNumber other) {
      return equals(other);
    }
  }

  /**
   * A number.
   *
   * @param value its value, percents as hundredths
   * @param counted whether it is a whole number that is written without scale; only what rounds to
   *     it is within its tolerance
   */
  record Amount(BigDecimal value, boolean counted) implements StrictNumber {

    /** DocMath's tolerance, here of the smaller of both. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.0015");

    private static final BigDecimal HALF = new BigDecimal("0.5");

    @Override
    public String canonical() {
      return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }

    @Override
    public boolean matches(StrictNumber other) {
      if (!(other instanceof Amount amount)) {
        return false;
      }
      BigDecimal difference = value.subtract(amount.value).abs();
      if ((counted || amount.counted) && difference.compareTo(HALF) >= 0) {
        return false;
      }
      BigDecimal smaller = value.abs().min(amount.value.abs());
      return difference.compareTo(smaller.multiply(TOLERANCE)) <= 0;
    }
  }
}
