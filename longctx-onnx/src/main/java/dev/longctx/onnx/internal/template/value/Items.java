package dev.longctx.onnx.internal.template.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be gone through and cut: strings by code points, lists, and dictionaries by keys. */
public final class Items {

  private Items() {}

  /**
   * What a loop over a value goes through.
   *
   * @throws TemplateError if there is nothing to go through
   */
  public static List<Value> of(Rendering rendering, Value value) {
    if (value instanceof Text text) {
      rendering.takeSteps(text.text().length());
      return Strings.characters(text.text());
    }
    List<Value> items =
        value instanceof Sequence sequence
            ? sequence.items()
            : value instanceof Mapping mapping ? mapping.keys() : List.of();
    if (!isIterable(value)) {
      throw new TemplateError("expected something to go through, found " + value.kind());
    }
    rendering.takeSteps(items.size());
    return items;
  }

  /** Whether a loop may go through a value. */
  public static boolean isIterable(Value value) {
    return value instanceof Text
        || value instanceof Sequence
        || value instanceof Mapping
        || value instanceof Undefined;
  }

  /** The item at a position, from the end where it is negative; null where there is none. */
  public static @Nullable Value at(Rendering rendering, Value value, long index) {
    if (value instanceof Sequence sequence) {
      long position = index < 0 ? index + sequence.items().size() : index;
      boolean inside = position >= 0 && position < sequence.items().size();
      return inside ? sequence.items().get((int) position) : null;
    }
    String text = ((Text) value).text();
    rendering.touch(text.length());
    int length = Strings.length(text);
    long position = index < 0 ? index + length : index;
    if (position < 0 || position >= length) {
      return null;
    }
    return new Text(
        Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) position))));
  }

  /** A part of a string or a list; bounds that are null lie at the ends. */
  public static Value slice(
      Rendering rendering, Value value, @Nullable Long start, @Nullable Long stop, long step) {
    if (step == 0) {
      throw new TemplateError("expected a step other than 0");
    }
    if (value instanceof Sequence sequence) {
      return sequence.with(pick(rendering, sequence.items(), start, stop, step));
    }
    if (value instanceof Text text && step == 1) {
      return slice(rendering, text.text(), start, stop);
    }
    if (value instanceof Text) {
      StringBuilder picked = new StringBuilder();
      pick(rendering, of(rendering, value), start, stop, step)
          .forEach(character -> picked.append(((Text) character).text()));
      return rendering.text(picked.toString());
    }
    throw new TemplateError("expected a string or a list to cut, found " + value.kind());
  }

  private static Text slice(
      Rendering rendering, String text, @Nullable Long start, @Nullable Long stop) {
    rendering.touch(text.length());
    int length = Strings.length(text);
    int from = bound(start, length, 0, 0, length);
    int to = Math.max(from, bound(stop, length, length, 0, length));
    int begin = text.offsetByCodePoints(0, from);
    return rendering.text(text.substring(begin, text.offsetByCodePoints(begin, to - from)));
  }

  private static List<Value> pick(
      Rendering rendering,
      List<Value> items,
      @Nullable Long start,
      @Nullable Long stop,
      long step) {
    int size = items.size();
    rendering.takeSteps(size);
    List<Value> picked = new ArrayList<>();
    if (step > 0) {
      long to = bound(stop, size, size, 0, size);
      for (long i = bound(start, size, 0, 0, size); i < to; i = next(i, step)) {
        picked.add(items.get((int) i));
      }
    } else {
      long to = bound(stop, size, -1, -1, size - 1);
      for (long i = bound(start, size, size - 1, -1, size - 1); i > to; i = next(i, step)) {
        picked.add(items.get((int) i));
      }
    }
    return picked;
  }

  private static long next(long index, long step) {
    return index + Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, step));
  }

  private static int bound(@Nullable Long bound, int size, int otherwise, int least, int most) {
    if (bound == null) {
      return otherwise;
    }
    long position = bound < 0 ? bound + size : bound;
    return (int) Math.max(least, Math.min(most, position));
  }
}
