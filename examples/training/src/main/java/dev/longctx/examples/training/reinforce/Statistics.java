package dev.longctx.examples.training.reinforce;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Numbers over seeds, for tables. */
final class Statistics {

  private Statistics() {}

  static <T> double mean(List<T> some, ToDoubleFunction<T> value) {
    return some.stream().mapToDouble(value).average().orElse(Double.NaN);
  }

  /** The mean, with the least and the most in brackets, of those that have such a number. */
  static <T> String range(List<T> some, ToDoubleFunction<T> value, String format) {
    DoubleSummaryStatistics all =
        some.stream().mapToDouble(value).filter(Double::isFinite).summaryStatistics();
    if (all.getCount() == 0) {
      return "";
    }
    return "%s (%s–%s)"
        .formatted(
            number(format, all.getAverage()),
            number(format, all.getMin()),
            number(format, all.getMax()));
  }

  static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "";
  }

  /** The standard deviation of a sample; NaN of less than two. */
  static <T> double deviation(List<T> some, ToDoubleFunction<T> value) {
    double mean = mean(some, value);
    double squares =
        some.stream().mapToDouble(one -> Math.pow(value.applyAsDouble(one) - mean, 2)).sum();
    return some.size() < 2 ? Double.NaN : Math.sqrt(squares / (some.size() - 1));
  }
}
