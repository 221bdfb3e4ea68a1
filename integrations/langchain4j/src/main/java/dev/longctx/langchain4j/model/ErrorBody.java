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

  private static final List<String> TOO_LONG_NAMES =
      List.of(
          "code context_length_exceeded",
          "code string_above_max_length",
          "type exceed_context_size_error",
          "type request_too_large");

  /** Of OpenAI, vLLM and Mistral; vLLM; SGLang; llama.cpp; TGI; Claude; Gemini; Bedrock; xAI. */
  private static final List<String> TOO_LONG_WORDS =
      List.of(
          "maximum context length",
          "longer than the maximum model length",
          "too long to fit into the model",
          "longer than the model's context length",
          "exceeds the available context size",
          "context size has been exceeded",
          "exceed context window of",
          "`inputs` must have less than",
          "`inputs` tokens + `max_new_tokens` must be",
          "prompt is too long",
          "exceed context limit",
          "exceeds the maximum number of tokens allowed",
          "input is too long for requested model",
          "maximum prompt length is");

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

  /** By code, or in the words of servers that have none for it. */
  boolean saysPromptIsTooLong() {
    String words = body.toLowerCase(Locale.ROOT);
    return TOO_LONG_NAMES.stream().anyMatch(names::contains)
        || TOO_LONG_WORDS.stream().anyMatch(words::contains);
  }
}
