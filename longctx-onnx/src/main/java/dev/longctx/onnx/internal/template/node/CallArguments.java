package dev.longctx.onnx.internal.template.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of a call, a filter or a test.
 *
 * @param positional those by position
 * @param named those by name
 */
public record CallArguments(List<Expression> positional, Map<String, Expression> named) {

  /** No arguments. */
  public static final CallArguments NONE = new CallArguments(List.of(), Map.of());

  /** Copies the components. */
  public CallArguments {
    positional = List.copyOf(positional);
    named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
  }
}
