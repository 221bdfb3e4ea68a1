package dev.longctx.examples.compress;

import dev.longctx.api.compression.Compression;
import dev.longctx.api.compression.Reason;
import dev.longctx.api.compression.Truncated;
import dev.longctx.api.compression.Unchanged;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a compression came to.
 *
 * @param name compressed, unchanged or truncated
 * @param reason why it was not compressed, null where it was
 * @param detail one sentence more about the reason, null where there is none
 */
public record Outcome(String name, @Nullable Reason reason, @Nullable String detail) {

  /** What a compression came to. */
  public static Outcome of(Compression result) {
    if (result instanceof Unchanged unchanged) {
      return new Outcome("unchanged", unchanged.reason(), unchanged.detail());
    }
    if (result instanceof Truncated truncated) {
      return new Outcome("truncated", truncated.reason(), truncated.detail());
    }
    return new Outcome("compressed", null, null);
  }

  /** The same in words. */
  public String describe() {
    if (reason == null) {
      return name;
    }
    String why = reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return detail == null || detail.isBlank()
        ? name + ": " + why
        : name + ": " + why + " (" + detail + ")";
  }
}
