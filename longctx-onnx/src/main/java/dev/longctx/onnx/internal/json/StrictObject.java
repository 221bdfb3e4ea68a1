package dev.longctx.onnx.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.ModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read key by key, each value of the expected kind, and that {@linkplain
 * #finish() refuses} the keys that nobody asked for. Not thread-safe.
 */
public final class StrictObject {

  private final String where;
  private final ObjectNode node;
  private final Set<String> asked = new HashSet<>();

  /**
   * Wraps an object.
   *
   * @param where the file and the place in it, for messages
   * @param node the object
   */
  public StrictObject(String where, ObjectNode node) {
    this.where = where;
    this.node = node;
  }

  /**
   * A text that is not blank.
   *
   * @param key the key
   * @return its value
   */
  public String text(String key) {
    String text = optionalText(key);
    if (text == null) {
      throw wrong(key, "a text", null);
    }
    return text;
  }

  /**
   * A text that may be missing or null, but not blank.
   *
   * @param key the key
   * @return its value or null
   */
  public @Nullable String optionalText(String key) {
    JsonNode value = optional(key);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(key, "a text", value);
    }
    return value.textValue();
  }

  /**
   * An integer of at least 1 that fits an int.
   *
   * @param key the key
   * @return its value
   */
  public int positiveInt(String key) {
    JsonNode value = optional(key);
    if (value == null || !value.isInt() || value.intValue() < 1) {
      throw wrong(key, "an integer from 1 to " + Integer.MAX_VALUE, value);
    }
    return value.intValue();
  }

  /**
   * An integer of at least 0.
   *
   * @param key the key
   * @return its value
   */
  public long size(String key) {
    JsonNode value = optional(key);
    if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(key, "an integer of at least 0", value);
    }
    if (value.longValue() < 0) {
      throw wrong(key, "an integer of at least 0", value);
    }
    return value.longValue();
  }

  /**
   * A number from 0 to 1.
   *
   * @param key the key
   * @return its value
   */
  public double fraction(String key) {
    JsonNode value = optional(key);
    if (value == null
        || !value.isNumber()
        || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
      throw wrong(key, "a number from 0 to 1", value);
    }
    return value.doubleValue();
  }

  /**
   * The name of an enum constant; {@code lowerCase} ones are written in lower case.
   *
   * @param <E> the enum
   * @param key the key
   * @param constants all constants
   * @param lowerCase whether the file writes them in lower case
   * @return the constant
   */
  public <E extends Enum<E>> E constant(String key, E[] constants, boolean lowerCase) {
    JsonNode value = optional(key);
    Function<E, String> name = c -> lowerCase ? c.name().toLowerCase(Locale.ROOT) : c.name();
    for (E constant : constants) {
      if (value != null && value.isTextual() && value.textValue().equals(name.apply(constant))) {
        return constant;
      }
    }
    String names = Stream.of(constants).map(name).collect(Collectors.joining(", "));
    throw wrong(key, "one of " + names, value);
  }

  /**
   * An object.
   *
   * @param key the key
   * @return its value
   */
  public StrictObject object(String key) {
    StrictObject object = optionalObject(key);
    if (object == null) {
      throw wrong(key, "an object", null);
    }
    return object;
  }

  /**
   * An object that may be missing or null.
   *
   * @param key the key
   * @return its value or null
   */
  public @Nullable StrictObject optionalObject(String key) {
    JsonNode value = optional(key);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return new StrictObject(place(key), object);
    }
    throw wrong(key, "an object", value);
  }

  /**
   * A list of objects with at least one element.
   *
   * @param key the key
   * @return its elements
   */
  public List<StrictObject> objects(String key) {
    List<StrictObject> objects = new ArrayList<>();
    for (JsonNode element : elements(key, "a list of objects")) {
      if (!(element instanceof ObjectNode object)) {
        throw wrong(key, "a list of objects", element);
      }
      objects.add(new StrictObject(place(key) + "[" + objects.size() + "]", object));
    }
    return objects;
  }

  /**
   * A list of texts with at least one element.
   *
   * @param key the key
   * @return its elements
   */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(key, "a list of texts")) {
      if (!element.isTextual() || element.textValue().isBlank()) {
        throw wrong(key, "a list of texts", element);
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  /**
   * A list of texts that may be missing, null or empty.
   *
   * @param key the key
   * @return its elements
   */
  public List<String> optionalTexts(String key) {
    JsonNode value = optional(key);
    return value == null || (value.isArray() && value.isEmpty()) ? List.of() : texts(key);
  }

  /**
   * A list of objects with at least one element, each read whole.
   *
   * @param <T> what they become
   * @param key the key
   * @param reader reads one
   * @return its elements
   */
  public <T> List<T> each(String key, Function<StrictObject, T> reader) {
    List<T> values = new ArrayList<>();
    objects(key).forEach(object -> values.add(finished(object, reader)));
    return values;
  }

  /**
   * Reads an object whole.
   *
   * @param <T> what it becomes
   * @param object the object
   * @param reader reads it
   * @return what it became
   * @throws ModelException if it has keys that the reader did not ask for
   */
  public static <T> T finished(StrictObject object, Function<StrictObject, T> reader) {
    T value = reader.apply(object);
    object.finish();
    return value;
  }

  /**
   * The file and the place in it, for messages.
   *
   * @return the place
   */
  public String where() {
    return where;
  }

  /**
   * An object of texts under any keys.
   *
   * @param key the key
   * @return its entries in the file's order
   */
  public Map<String, String> textMap(String key) {
    StrictObject object = object(key);
    Map<String, String> texts = new LinkedHashMap<>();
    object.node.fieldNames().forEachRemaining(name -> texts.put(name, object.text(name)));
    return texts;
  }

  /**
   * Ends the reading of this object.
   *
   * @throws ModelException if it has keys that were not asked for
   */
  public void finish() {
    List<String> unknown = new ArrayList<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(asked);
    if (!unknown.isEmpty()) {
      throw new ModelException(
          "%s: expected no other keys than %s, found %s"
              .formatted(where, asked.stream().sorted().toList(), unknown));
    }
  }

  private JsonNode elements(String key, String expected) {
    JsonNode value = optional(key);
    if (value == null || !value.isArray() || value.isEmpty()) {
      throw wrong(key, expected, value);
    }
    return value;
  }

  private @Nullable JsonNode optional(String key) {
    asked.add(key);
    JsonNode value = node.get(key);
    return value == null || value.isNull() ? null : value;
  }

  private String place(String key) {
    return where + ": " + key;
  }

  private ModelException wrong(String key, String expected, @Nullable JsonNode found) {
    String text = found == null ? "nothing" : abbreviate(found.toString());
    return new ModelException("%s: expected %s, found %s".formatted(place(key), expected, text));
  }

  private static String abbreviate(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
