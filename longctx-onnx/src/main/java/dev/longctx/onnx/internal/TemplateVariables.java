package dev.longctx.onnx.internal;

import java.util.Map;

/** Variables of a chat template that a caller gives. */
public final class TemplateVariables {

  private TemplateVariables() {}

  /**
   * Checks and copies variables.
   *
   * @param variables the values by name
   * @return the same, immutable
   * @throws IllegalArgumentException if a value is no text, boolean or number
   */
  public static Map<String, Object> checked(Map<String, ?> variables) {
    variables.forEach(
        (name, value) -> {
          if (!(value instanceof String || value instanceof Boolean || value instanceof Number)) {
            throw new IllegalArgumentException(
                "templateVariables: expected a text, boolean or number for %s, found %s"
                    .formatted(name, value.getClass().getName()));
          }
        });
    return Map.copyOf(variables);
  }
}
