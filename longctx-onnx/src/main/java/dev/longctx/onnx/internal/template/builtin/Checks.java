package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Bool;
import dev.longctx.onnx.internal.template.value.Callable;
import dev.longctx.onnx.internal.template.value.Comparison;
import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.Mapping;
import dev.longctx.onnx.internal.template.value.None;
import dev.longctx.onnx.internal.template.value.Numbers;
import dev.longctx.onnx.internal.template.value.Real;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.Undefined;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** All tests by name. */
public final class Checks {

  private static final Map<String, Check> CHECKS = new HashMap<>();

  static {
    kind("defined", value -> !(value instanceof Undefined));
    kind("undefined", value -> value instanceof Undefined);
    kind("none", value -> value == None.NONE);
    kind("string", value -> value instanceof Text);
    kind("mapping", value -> value instanceof Mapping);
    kind("iterable", Items::isIterable);
    // Python asks for a length and for items by position; even an undefined value has both.
    kind("sequence", Items::isIterable);
    kind("boolean", value -> value instanceof Bool);
    kind("true", value -> value == Bool.TRUE);
    kind("false", value -> value == Bool.FALSE);
    kind("number", Numbers::isNumber);
    kind("integer", value -> value instanceof Int);
    kind("float", value -> value instanceof Real);
    kind("callable", value -> value instanceof Callable || value instanceof Undefined);
    kind("lower", value -> isCased(value, Character::isLowerCase));
    kind("upper", value -> isCased(value, Character::isUpperCase));
    kind("odd", value -> remainder(value, 2) == 1);
    kind("even", value -> remainder(value, 2) == 0);
    pair(Checks::same, "sameas");
    pair((comparison, left, right) -> comparison.contains(right, left), "in");
    pair(Checks::divides, "divisibleby");
    pair(Comparison::equal, "equalto", "eq", "==");
    pair((comparison, left, right) -> !comparison.equal(left, right), "ne", "!=");
    pair((comparison, left, right) -> comparison.compare(left, right) > 0, "gt", "greaterthan");
    pair((comparison, left, right) -> comparison.compare(left, right) >= 0, "ge", ">=");
    pair((comparison, left, right) -> comparison.compare(left, right) < 0, "lt", "lessthan");
    pair((comparison, left, right) -> comparison.compare(left, right) <= 0, "le", "<=");
    CHECKS.put(">", named("gt"));
    CHECKS.put("<", named("lt"));
  }

  private Checks() {}

  /**
   * The test of a name.
   *
   * @throws TemplateError if there is none
   */
  public static Check named(String name) {
    Check check = CHECKS.get(name);
    if (check == null) {
      throw new TemplateError("unknown test '" + name + "'");
    }
    return check;
  }

  private interface Relation {
    boolean holds(Comparison comparison, Value left, Value right);
  }

  private static void kind(String name, Predicate<Value> predicate) {
    CHECKS.put(
        name,
        (rendering, value, arguments) -> {
          arguments.bind();
          return predicate.test(value);
        });
  }

  private static void pair(Relation relation, String... names) {
    for (String name : names) {
      CHECKS.put(
          name,
          (Rendering rendering, Value value, Arguments arguments) ->
              relation.holds(new Comparison(rendering), value, arguments.bind("other").require(0)));
    }
  }

  private static boolean same(Comparison comparison, Value left, Value right) {
    boolean containers = left instanceof Sequence || left instanceof Mapping;
    return left == right
        || (!containers && left.getClass() == right.getClass() && comparison.equal(left, right));
  }

  private static boolean divides(Comparison comparison, Value value, Value divisor) {
    return remainder(value, Numbers.isIntegral(divisor) ? Numbers.integer(divisor) : 0) == 0;
  }

  private static long remainder(Value value, long divisor) {
    if (!Numbers.isIntegral(value)) {
      throw new TemplateError("expected an integer, found " + value.kind());
    }
    return Numbers.integer(Numbers.apply("%", value, new Int(divisor)));
  }

  private static boolean isCased(Value value, IntPredicate wanted) {
    if (!(value instanceof Text text)) {
      throw new TemplateError("expected a string, found " + value.kind());
    }
    int[] cased =
        text.text()
            .codePoints()
            .filter(
                c ->
                    Character.isLowerCase(c)
                        || Character.isUpperCase(c)
                        || Character.isTitleCase(c))
            .toArray();
    return cased.length > 0 && Arrays.stream(cased).allMatch(wanted);
  }
}
