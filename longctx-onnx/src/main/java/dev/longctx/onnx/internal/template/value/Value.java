package dev.longctx.onnx.internal.template.value;

/**
 * A value of a template. The kinds are Python's, as far as chat templates use them; no object of
 * the application is ever among them.
 */
public sealed interface Value
    permits Bool, Callable, Int, Mapping, Members, None, Real, Sequence, Text, Undefined {

  /** Whether a condition takes the value for true. */
  boolean truth();

  /** The kind, for messages, such as "a string". */
  String kind();

  /** How many levels of lists and dictionaries the value has. */
  default int depth() {
    return 0;
  }
}
