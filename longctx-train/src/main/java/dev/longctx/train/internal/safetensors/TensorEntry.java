package dev.longctx.train.internal.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.internal.file.Refusal;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a header says of one tensor. */
final class TensorEntry {

  private static final int MOST_DIMENSIONS = 8;
  private static final long MOST_SIDE = 1 << 28;

  private final String where;
  private @Nullable StoredType type;
  private long @Nullable [] shape;
  private long @Nullable [] offsets;

  TensorEntry(String where) {
    this.where = where;
  }

  StoredTensor read(JsonParser json, long dataStart, long dataBytes) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw refused("an object", json.currentToken());
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      take(name, json);
    }
    return checked(dataStart, dataBytes);
  }

  private void take(String name, JsonParser json) throws IOException {
    switch (name) {
      case "dtype" -> type = type(json);
      case "shape" -> shape = sizes("shape", json, MOST_DIMENSIONS);
      case "data_offsets" -> offsets = sizes("data_offsets", json, 2);
      default -> throw refused("dtype, shape and data_offsets", name);
    }
  }

  private StoredType type(JsonParser json) throws IOException {
    boolean text = json.currentToken() == JsonToken.VALUE_STRING;
    StoredType found = text ? StoredType.of(json.getText()) : null;
    if (found == null) {
      throw refused("dtype F32, F16, BF16 or F64", text ? json.getText() : json.currentToken());
    }
    return found;
  }

  private long[] sizes(String name, JsonParser json, int most) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw refused(name + " as an array", json.currentToken());
    }
    long[] sizes = new long[most];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (count == most) {
        throw refused("%s of at most %d numbers".formatted(name, most), "more");
      }
      sizes[count++] = size(name, json);
    }
    return Arrays.copyOf(sizes, count);
  }

  private long size(String name, JsonParser json) throws IOException {
    boolean whole = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
    boolean fits = whole && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!fits || json.getLongValue() < 0) {
      throw refused(name + " of whole numbers from 0", json.getText());
    }
    return json.getLongValue();
  }

  private StoredTensor checked(long dataStart, long dataBytes) {
    StoredType ofType = type;
    long[] ofShape = shape;
    long[] at = offsets;
    if (ofType == null || ofShape == null || at == null) {
      throw refused("dtype, shape and data_offsets", "fewer");
    }
    if (at.length != 2 || at[1] < at[0] || at[1] > dataBytes) {
      throw refused("data_offsets from 0 to " + dataBytes, Arrays.toString(at));
    }
    long values = values(ofShape, dataBytes);
    if (at[1] - at[0] != values * ofType.bytes()) {
      throw refused(values * ofType.bytes() + " bytes by its shape", at[1] - at[0] + " bytes");
    }
    return new StoredTensor(ofType, ofShape, dataStart + at[0], values);
  }

  /** The product of sizes, which no file's length allows to overflow. */
  private long values(long[] sizes, long dataBytes) {
    long values = 1;
    boolean none = false;
    for (long side : sizes) {
      none |= side == 0;
      if (side > MOST_SIDE) {
        throw refused("sizes from 0 to 2^28", Arrays.toString(sizes));
      }
    }
    for (long side : sizes) {
      if (!none && values > dataBytes / side) {
        throw refused("a shape of at most %d values".formatted(dataBytes), Arrays.toString(sizes));
      }
      values = none ? 0 : values * side;
    }
    return values;
  }

  private TrainingException refused(String expected, Object found) {
    return Refusal.of(where, expected, found);
  }
}
