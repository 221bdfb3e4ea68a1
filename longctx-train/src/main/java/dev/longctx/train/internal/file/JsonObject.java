package dev.longctx.train.internal.file;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.longctx.api.training.TrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An object in a file, read strictly: no name twice, nothing behind it, and no value is taken for
 * one of another kind. A null counts as absent. Immutable.
 */
public final class JsonObject {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String where;
  private final JsonNode node;

  private JsonObject(String where, JsonNode node) {
    this.where = where;
    this.node = node;
  }

  /**
   * Reads a file.
   *
   * @param file what to read
   * @param most bytes
   * @return its only value
   * @throws IOException if it cannot be read
   * @throws TrainingException if it is something else than one object
   */
  public static JsonObject read(Path file, int most) throws IOException {
    String text = StrictText.read(file, most);
    try {
      JsonNode node = JSON.readTree(text);
      if (!node.isObject()) {
        throw Refusal.of(file.toString(), "a JSON object", node);
      }
      return new JsonObject(file.toString(), node);
    } catch (JacksonException e) {
      throw Refusal.of(file + ": content", "JSON", e.getOriginalMessage());
    }
  }

  /**
   * The names of all values.
   *
   * @return in their order
   */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Whether a value is there and says anything.
   *
   * @param name its name
   * @return false for null, false, empty text, empty arrays and empty objects
   */
  public boolean says(String name) {
    JsonNode value = node.path(name);
    boolean nothing = value.isMissingNode() || value.isNull();
    boolean empty = value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty();
    return !nothing && !empty && !(value.isBoolean() && !value.asBoolean());
  }

  /**
   * Whether a value is there.
   *
   * @param name its name
   * @return false for null, too
   */
  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /**
   * A text.
   *
   * @param name its name
   * @param otherwise stands in for none
   * @return the value
   */
  public String text(String name, String otherwise) {
    require(!has(name) || node.get(name).isTextual(), name, "a text");
    return has(name) ? node.get(name).textValue() : otherwise;
  }

  /**
   * Texts.
   *
   * @param name of the array
   * @return none if there is no array
   */
  public List<String> texts(String name) {
    require(!has(name) || node.get(name).isArray(), name, "an array of texts");
    List<String> texts = new ArrayList<>();
    for (JsonNode text : node.path(name)) {
      require(text.isTextual(), name, "an array of texts");
      texts.add(text.textValue());
    }
    return texts;
  }

  /**
   * A whole number that has to be there.
   *
   * @param name its name
   * @return the value
   */
  public int integer(String name) {
    JsonNode value = node.path(name);
    require(value.isIntegralNumber() && value.canConvertToInt(), name, "a whole number");
    return value.intValue();
  }

  /**
   * A whole number.
   *
   * @param name its name
   * @param otherwise stands in for none
   * @return the value
   */
  public int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /**
   * A count that has to be there.
   *
   * @param name its name
   * @return 0 or more
   */
  public long count(String name) {
    JsonNode value = node.path(name);
    boolean whole = value.isIntegralNumber() && value.canConvertToLong();
    require(whole && value.longValue() >= 0, name, "a whole number of 0 or more");
    return value.longValue();
  }

  /**
   * A number.
   *
   * @param name its name
   * @param otherwise stands in for none
   * @return the value
   */
  public double number(String name, double otherwise) {
    require(!has(name) || node.get(name).isNumber(), name, "a number");
    return has(name) ? node.get(name).doubleValue() : otherwise;
  }

  /**
   * A switch, off where it is absent.
   *
   * @param name its name
   * @return the value
   */
  public boolean flag(String name) {
    require(!has(name) || node.get(name).isBoolean(), name, "true or false");
    return has(name) && node.get(name).booleanValue();
  }

  /**
   * An object inside.
   *
   * @param name its name
   * @return empty if there is none
   */
  public JsonObject object(String name) {
    require(!has(name) || node.get(name).isObject(), name, "an object");
    return new JsonObject(
        where + ": " + name, has(name) ? node.get(name) : JSON.createObjectNode());
  }

  /**
   * Refuses a value.
   *
   * @param holds whether it is fine
   * @param name its name
   * @param expected what should be there
   * @throws TrainingException if it is not fine
   */
  public void require(boolean holds, String name, String expected) {
    if (!holds) {
      throw refused(name, expected);
    }
  }

  /**
   * An error to throw.
   *
   * @param name of the value that is wrong
   * @param expected what should be there
   * @return says what is there
   */
  public TrainingException refused(String name, String expected) {
    JsonNode value = node.path(name);
    return Refusal.of(where + ": " + name, expected, value.isMissingNode() ? "none" : value);
  }
}
