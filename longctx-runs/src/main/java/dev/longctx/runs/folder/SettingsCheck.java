package dev.longctx.runs.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses to continue one run as another. */
final class SettingsCheck {

  private SettingsCheck() {}

  static void require(Path folder, ObjectNode before, ObjectNode now) {
    Set<String> names = new LinkedHashSet<>();
    before.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      String expected = text(before.get(name));
      String found = text(now.get(name));
      if (!expected.equals(found)) {
        throw new TrainingException(
            Reason.CHECKPOINT,
            "checkpoints %s, %s: expected %s, with which the run began, found %s"
                .formatted(folder, name, expected, found));
      }
    }
  }

  private static String text(@Nullable JsonNode value) {
    return value == null ? "none" : value.asText();
  }
}
