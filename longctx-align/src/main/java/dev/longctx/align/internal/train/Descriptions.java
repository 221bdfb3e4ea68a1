package dev.longctx.align.internal.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Settings in words that stay the same from run to run. */
final class Descriptions {

  private Descriptions() {}

  static void put(ObjectNode settings, Object loss, @Nullable ListBatches batches) {
    settings.put("loss", stable(loss.toString()));
    if (batches != null) {
      settings.put("examples", batches.examples()).put("batch", batches.size());
    }
  }

  /** Objects that do not say what they are would differ in every run by their address. */
  private static String stable(String text) {
    return text.replaceAll("@[0-9a-f]{1,8}\\b", "");
  }
}
