package dev.longctx.examples.compress;

import dev.longctx.api.compression.Budget;
import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.api.compression.Granularity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Options that do not go together. All are {@link IllegalArgumentException}s, before any work. */
final class UsageRules {

  private UsageRules() {}

  static void checkLexical(
      CompressionRequest request, RequestOptions options, CriticOptions critic) {
    needsCritic(critic.directory != null, "--critic");
    Granularity unit = request.granularity();
    needsCritic(
        unit == Granularity.WORD || unit == Granularity.MODEL_SPANS, "--granularity " + unit);
    needsCritic(request.budget() instanceof Budget.Threshold, "--threshold");
    needsCritic(options.instruction != null, "--instruction");
    needsCritic(critic.workers != null, "--workers");
    needsCritic(critic.cuda != null, "--cuda");
    if (request.budget() instanceof Budget.CriticDecides) {
      throw new IllegalArgumentException(
          "expected --tokens or --ratio, found neither; --lexical needs one of them");
    }
  }

  private static void needsCritic(boolean given, String option) {
    if (given) {
      throw new IllegalArgumentException(option + " needs a model and does not go with --lexical");
    }
  }

  static void checkFiles(List<String> names, @Nullable Path page) throws IOException {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("expected each FILE once, found " + name + " twice");
      }
      if (page != null && Files.exists(page) && isSame(name, page)) {
        throw new IllegalArgumentException("--html would overwrite the document " + name);
      }
    }
  }

  private static boolean isSame(String name, Path page) throws IOException {
    Path file = Path.of(name);
    return Files.exists(file) && Files.isSameFile(file, page);
  }
}
