package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Strings;
import dev.longctx.onnx.internal.template.value.TemplateError;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Dates in the notation of C's {@code strftime}, in English. */
final class TimeFormat {

  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('Y', "yyyy"),
          Map.entry('y', "yy"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('j', "DDD"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('F', "yyyy-MM-dd"),
          Map.entry('T', "HH:mm:ss"));

  private static final int SHORT = 3;
  private static final int NOON = 12;

  private TimeFormat() {}

  static String format(String format, ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    int position = 0;
    while (position < format.length()) {
      char c = format.charAt(position++);
      if (c != '%') {
        text.append(c);
        continue;
      }
      boolean unpadded = format.startsWith("-", position);
      position += unpadded ? 1 : 0;
      String part = part(position < format.length() ? format.charAt(position) : ' ', time);
      text.append(unpadded ? part.replaceFirst("^0+(?=.)", "") : part);
      position++;
    }
    return text.toString();
  }

  private static String part(char directive, ZonedDateTime time) {
    String pattern = PATTERNS.get(directive);
    if (pattern != null) {
      return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
    }
    // Names are the enums' and not the JDK's locale data, which change between versions.
    return switch (directive) {
      case '%' -> "%";
      case 'B' -> Strings.capitalize(time.getMonth().name());
      case 'b' -> Strings.capitalize(time.getMonth().name()).substring(0, SHORT);
      case 'A' -> Strings.capitalize(time.getDayOfWeek().name());
      case 'a' -> Strings.capitalize(time.getDayOfWeek().name()).substring(0, SHORT);
      case 'p' -> time.getHour() < NOON ? "AM" : "PM";
      default -> throw new TemplateError("strftime_now: unknown directive '%" + directive + "'");
    };
  }
}
