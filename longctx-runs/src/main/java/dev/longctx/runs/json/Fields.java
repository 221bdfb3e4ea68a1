package dev.longctx.runs.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of an object, by the kind that is expected. */
public final class Fields {

  private Fields() {}

  /** A field that is a text. */
  public static String text(JsonNode object, String name) {
    return text(name, object.get(name));
  }

  /** A field that is a list of texts. */
  public static List<String> texts(JsonNode object, String name) {
    return list(object, name, node -> text(name, node));
  }

  /** A field that is a list. */
  public static <T> List<T> list(JsonNode object, String name, Function<JsonNode, T> element) {
    JsonNode node = object.get(name);
    if (node == null || !node.isArray()) {
      throw expected(name, "a list", node);
    }
    List<T> elements = new ArrayList<>(node.size());
    node.forEach(each -> elements.add(element.apply(each)));
    return elements;
  }

  /** A field that is an integer of 64 bits. */
  public static long integer(JsonNode object, String name) {
    JsonNode node = object.get(name);
    if (node == null || !node.isIntegralNumber() || !node.canConvertToLong()) {
      throw expected(name, "an integer", node);
    }
    return node.longValue();
  }

  /** A field that is an integer of 64 bits and at least 0. */
  public static long count(JsonNode object, String name) {
    long value = integer(object, name);
    if (value < 0) {
      throw new IllegalArgumentException("%s: expected 0 or more, found %d".formatted(name, value));
    }
    return value;
  }

  /** A field that is a number, or null for NaN. */
  public static double number(JsonNode object, String name) {
    JsonNode node = object.get(name);
    if (node == null || !(node.isNumber() || node.isNull())) {
      throw expected(name, "a number", node);
    }
    return node.isNull() ? Double.NaN : node.doubleValue();
  }

  /** A field that is true or false. */
  public static boolean flag(JsonNode object, String name) {
    JsonNode node = object.get(name);
    if (node == null || !node.isBoolean()) {
      throw expected(name, "true or false", node);
    }
    return node.booleanValue();
  }

  private static String text(String name, @Nullable JsonNode node) {
    if (node == null || !node.isTextual()) {
      throw expected(name, "a text", node);
    }
    return node.textValue();
  }

  private static IllegalArgumentException expected(
      String name, String kind, @Nullable JsonNode found) {
    return new IllegalArgumentException(
        "%s: expected %s, found %s".formatted(name, kind, kind(found)));
  }

  static String kind(@Nullable JsonNode node) {
    return node == null ? "none" : node.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
