package dev.longctx.onnx.internal.template.value;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Equality, order and membership of values as Python sees them. */
public final class Comparison {

  private final Rendering rendering;

  /** Comparisons within the bounds of a rendering. */
  public Comparison(Rendering rendering) {
    this.rendering = rendering;
  }

  /** Whether two values are equal. */
  public boolean equal(Value left, Value right) {
    rendering.takeSteps(1);
    if (left instanceof Text one && right instanceof Text other) {
      return equal(one.text(), other.text());
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return compareNumbers(left, right) == 0;
    }
    if (left instanceof Sequence one && right instanceof Sequence other) {
      return one.isTuple() == other.isTuple() && equal(one.items(), other.items());
    }
    if (left instanceof Mapping one && right instanceof Mapping other) {
      return equal(one, other);
    }
    return left == right || (left instanceof Undefined && right instanceof Undefined);
  }

  private boolean equal(String left, String right) {
    if (left.length() != right.length()) {
      return false;
    }
    rendering.touch(left.length());
    return left.equals(right);
  }

  private boolean equal(List<Value> left, List<Value> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean equal(Mapping left, Mapping right) {
    if (left.entries().size() != right.entries().size()) {
      return false;
    }
    for (Map.Entry<Value, Value> entry : left.entries().entrySet()) {
      Value other = right.get(entry.getKey());
      if (other == null || !equal(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Negative, zero or positive as the first is less than, equal to or greater than the second.
   *
   * @throws TemplateError if Python has no order for them
   */
  public int compare(Value left, Value right) {
    rendering.takeSteps(1);
    if (left instanceof Text one && right instanceof Text other) {
      rendering.touch(Math.min(one.text().length(), other.text().length()));
    }
    if (left instanceof Sequence one
        && right instanceof Sequence other
        && one.isTuple() == other.isTuple()) {
      return compare(one.items(), other.items());
    }
    return compareScalars(left, right);
  }

  private int compare(List<Value> left, List<Value> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return compare(left.get(i), right.get(i));
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  static int compareScalars(Value left, Value right) {
    if (left instanceof Text one && right instanceof Text other) {
      return compareCodePoints(one.text(), other.text());
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return compareNumbers(left, right);
    }
    throw new TemplateError(
        "expected two values with an order, found %s and %s".formatted(left.kind(), right.kind()));
  }

  private static int compareNumbers(Value left, Value right) {
    if (Double.isFinite(Numbers.real(left)) && Double.isFinite(Numbers.real(right))) {
      return exact(left).compareTo(exact(right));
    }
    return Double.compare(Numbers.real(left), Numbers.real(right));
  }

  private static BigDecimal exact(Value number) {
    return number instanceof Real real
        ? new BigDecimal(real.number())
        : BigDecimal.valueOf(Numbers.integer(number));
  }

  private static int compareCodePoints(String left, String right) {
    int i = 0;
    int end = Math.min(left.length(), right.length());
    while (i < end && left.charAt(i) == right.charAt(i)) {
      i++;
    }
    if (i == end) {
      return Integer.compare(left.length(), right.length());
    }
    // A surrogate stands for a code point above all others of 16 bits.
    return Integer.compare(order(left.charAt(i)), order(right.charAt(i)));
  }

  private static int order(char c) {
    return Character.isSurrogate(c) ? c + Character.MAX_CODE_POINT : c;
  }

  /** Whether a container holds a value: a string a part, a dictionary a key. */
  public boolean contains(Value container, Value value) {
    if (container instanceof Text text) {
      if (!(value instanceof Text part)) {
        throw new TemplateError("expected a string in a string, found " + value.kind());
      }
      rendering.search(text.text(), part.text());
      return text.text().contains(part.text());
    }
    if (container instanceof Mapping mapping) {
      return mapping.get(value) != null;
    }
    for (Value item : Items.of(rendering, container)) {
      if (equal(item, value)) {
        return true;
      }
    }
    return false;
  }
}
