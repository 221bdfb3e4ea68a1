package dev.longctx.reason.internal.reinforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.runs.json.Fields;

/** Numbers of objects. JSON has none for what is not finite: NaN is null, infinities are texts. */
final class Numbers {

  private static final String INFINITE = "Infinity";
  private static final String MINUS_INFINITE = "-Infinity";

  private Numbers() {}

  static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, value > 0 ? INFINITE : MINUS_INFINITE);
    }
  }

  static double real(JsonNode node, String name) {
    return switch (node.path(name).asText()) {
      case INFINITE -> Double.POSITIVE_INFINITY;
      case MINUS_INFINITE -> Double.NEGATIVE_INFINITY;
      default -> Fields.number(node, name);
    };
  }

  /** An integer of 32 bits. */
  static int whole(JsonNode node, String name) {
    long value = Fields.integer(node, name);
    if (value != (int) value) {
      throw new IllegalArgumentException(
          "%s: expected an integer of 32 bits, found %d".formatted(name, value));
    }
    return (int) value;
  }
}
