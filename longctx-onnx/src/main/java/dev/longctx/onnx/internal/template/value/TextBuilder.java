package dev.longctx.onnx.internal.template.value;

/** A string that grows within the bounds of a rendering. Not thread-safe. */
public final class TextBuilder {

  private final Rendering rendering;
  private final StringBuilder text = new StringBuilder();

  /** An empty string. */
  public TextBuilder(Rendering rendering) {
    this.rendering = rendering;
  }

  /** Adds a text. */
  public TextBuilder append(String more) {
    return append(more, 0, more.length());
  }

  /** Adds a part of a text. */
  public TextBuilder append(String more, int start, int end) {
    if (text.length() + (long) (end - start) > rendering.maxLength()) {
      throw rendering.tooLong();
    }
    rendering.touch(end - start);
    text.append(more, start, end);
    return this;
  }

  /** Adds a text several times. */
  public TextBuilder repeat(String more, long times) {
    if (times > 0 && more.length() * (double) times > rendering.maxLength()) {
      throw rendering.tooLong();
    }
    for (long i = 0; i < times && !more.isEmpty(); i++) {
      append(more);
    }
    return this;
  }

  /** The string so far. */
  public Text toText() {
    return text.isEmpty() ? Text.EMPTY : new Text(text.toString());
  }
}
