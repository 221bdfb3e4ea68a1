package dev.longctx.examples.compress;

import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.CompressionRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request, in words. */
final class Settings {

  private Settings() {}

  static Map<String, String> of(
      CompressionRequest request, CriticOptions critic, @Nullable Path tokenizer) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("query", request.query());
    if (!critic.lexical) {
      settings.put("instruction", request.instruction().text());
    }
    settings.put("granularity", lowerCase(request.granularity()));
    settings.put("budget", describe(request.budget()));
    settings.put("ranked by", critic.describe());
    settings.put("tokens", tokenizer == null ? "estimated" : "counted by " + tokenizer);
    return settings;
  }

  private static String describe(Budget budget) {
    if (budget instanceof Budget.Tokens tokens) {
      return "at most %,d tokens".formatted(tokens.limit());
    }
    if (budget instanceof Budget.KeepRatio share) {
      return "at most %s of the tokens".formatted(share.ratio());
    }
    if (budget instanceof Budget.Threshold threshold) {
      return "every score from " + threshold.score();
    }
    return "as much as the critic marks";
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
