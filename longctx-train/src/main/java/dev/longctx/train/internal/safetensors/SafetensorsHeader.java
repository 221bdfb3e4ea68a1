package dev.longctx.train.internal.safetensors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a file says of its tensors. Nothing of it is believed before it was checked. */
final class SafetensorsHeader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String METADATA = "__metadata__";
  private static final int MOST_DIMENSIONS = 8;

  private final String file;
  private final long dataStart;
  private final long dataBytes;

  SafetensorsHeader(String file, long dataStart, long dataBytes) {
    this.file = file;
    this.dataStart = dataStart;
    this.dataBytes = dataBytes;
  }

  Map<String, StoredTensor> read(byte[] header) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : parse(header).properties()) {
      if (!entry.getKey().equals(METADATA)) {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
      }
    }
    return tensors;
  }

  private JsonNode parse(byte[] header) {
    try {
      JsonNode node = JSON.readTree(header);
      if (node != null && node.isObject()) {
        return node;
      }
      throw refused("header", "a JSON object", "another value");
    } catch (JacksonException e) {
      throw refused("header", "a JSON object", "text that is none");
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": header: cannot be read", e);
    }
  }

  private StoredTensor tensor(String name, JsonNode entry) {
    StoredType type = StoredType.of(entry.path("dtype").asText());
    if (type == null) {
      throw refused(name, "dtype F32, F16 or BF16", entry.path("dtype").toString());
    }
    long[] shape = shape(name, entry.path("shape"));
    JsonNode offsets = entry.path("data_offsets");
    long from = offsets.path(0).asLong(-1);
    long to = offsets.path(1).asLong(-1);
    if (from < 0 || to < from || to > dataBytes) {
      throw refused(name, "data_offsets from 0 to " + dataBytes, offsets.toString());
    }
    long values = 1;
    for (long side : shape) {
      values = Math.multiplyExact(values, side);
    }
    if (to - from != values * type.bytes()) {
      throw refused(name, values * type.bytes() + " bytes by its shape", to - from + " bytes");
    }
    return new StoredTensor(type, shape, dataStart + from, values);
  }

  private long[] shape(String name, JsonNode node) {
    if (!node.isArray() || node.size() > MOST_DIMENSIONS) {
      throw refused(name, "a shape of up to %d sizes".formatted(MOST_DIMENSIONS), node.toString());
    }
    long[] shape = new long[node.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = node.get(i).asLong(-1);
      if (shape[i] < 0 || shape[i] > 1 << 28) {
        throw refused(name, "sizes from 0 to 2^28", node.toString());
      }
    }
    return shape;
  }

  private TrainingException refused(String what, String expected, String found) {
    return new TrainingException(
        Reason.CHECKPOINT, "%s: %s: expected %s, found %s".formatted(file, what, expected, found));
  }
}
