package dev.longctx.onnx.internal.template.value;

import org.jspecify.annotations.Nullable;

/** Arguments in the order of the parameters that take them. */
public final class Parameters {

  private final String[] names;
  private final @Nullable Value[] values;

  Parameters(String[] names, @Nullable Value[] values) {
    this.names = names;
    this.values = values;
  }

  /** One argument, or null where it was left out. */
  public @Nullable Value get(int index) {
    return values[index];
  }

  /** One argument, or none where it was left out or is none. */
  public Value orNone(int index) {
    Value value = values[index];
    return value == null ? None.NONE : value;
  }

  /** One argument. */
  public Value require(int index) {
    Value value = values[index];
    if (value == null) {
      throw new TemplateError("expected an argument '" + names[index] + "', found none");
    }
    return value;
  }

  /** A string that must be there. */
  public String text(int index) {
    if (require(index) instanceof Text text) {
      return text.text();
    }
    throw wrong(index, "a string");
  }

  /** A string, or null where it was left out or is none. */
  public @Nullable String textOrNull(int index) {
    return orNone(index) == None.NONE ? null : text(index);
  }

  /** An integer, or another where it was left out or is none. */
  public long integer(int index, long otherwise) {
    Value value = orNone(index);
    if (value == None.NONE) {
      return otherwise;
    }
    if (value instanceof Int || value instanceof Bool) {
      return Numbers.integer(value);
    }
    throw wrong(index, "an integer");
  }

  /** A condition, false where it was left out. */
  public boolean truth(int index) {
    return orNone(index).truth();
  }

  private TemplateError wrong(int index, String expected) {
    return new TemplateError(
        "argument '%s': expected %s, found %s"
            .formatted(names[index], expected, require(index).kind()));
  }
}
