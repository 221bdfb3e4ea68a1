package dev.longctx.langchain4j.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error as OpenAI's protocol has it. Only its code, type and parameter are taken,
 * and only where they are names in lower case: all else may hold keys or parts of the prompt.
 */
final class ErrorBody {

  private static final Pattern NAME =
      Pattern.compile("\"(code|type|param)\"\\s{0,8}:\\s{0,8}\"([a-z_]{1,40})\"");
  private static final int LONGEST = 8192;

  private final String body;
  private final List<String> names = new ArrayList<>();

  ErrorBody(@Nullable String text) {
    body = text == null ? "" : text.substring(0, Math.min(text.length(), LONGEST));
    Matcher name = NAME.matcher(body);
    while (name.find() && names.size() < 3) {
      names.add(name.group(1) + " " + name.group(2));
    }
  }

  /** The names for a message, or nothing. */
  String codes() {
    return names.isEmpty() ? "" : " with " + String.join(", ", names);
  }

  boolean saysQuotaIsUsedUp() {
    return names.contains("code insufficient_quota") || names.contains("type insufficient_quota");
  }

  /** By OpenAI's code, or in the words of vLLM and its kin. */
  boolean saysPromptIsTooLong() {
    return names.contains("code context_length_exceeded")
        || body.toLowerCase(Locale.ROOT).contains("maximum context length");
  }
}
