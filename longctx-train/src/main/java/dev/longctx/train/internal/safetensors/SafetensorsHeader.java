package dev.longctx.train.internal.safetensors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.train.internal.file.Refusal;
import dev.longctx.train.internal.file.StrictText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file says of its tensors. Nothing of it is believed before it was checked. */
final class SafetensorsHeader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String METADATA = "__metadata__";

  private final String file;
  private final long dataStart;
  private final long dataBytes;

  SafetensorsHeader(String file, long dataStart, long dataBytes) {
    this.file = file;
    this.dataStart = dataStart;
    this.dataBytes = dataBytes;
  }

  Map<String, StoredTensor> read(byte[] header) {
    String text = StrictText.decode(file + ": header", header);
    try (JsonParser json = JSON.createParser(text)) {
      Map<String, StoredTensor> tensors = tensors(json);
      requireWithoutGaps(tensors);
      return tensors;
    } catch (JacksonException e) {
      throw refused("a JSON object", e.getOriginalMessage());
    } catch (IOException e) {
      throw new TrainingException(Reason.CHECKPOINT, file + ": header: cannot be read", e);
    }
  }

  private Map<String, StoredTensor> tensors(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw refused("a JSON object", json.currentToken());
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals(METADATA)) {
        json.skipChildren();
      } else {
        tensors.put(name, new TensorEntry(file + ": " + name).read(json, dataStart, dataBytes));
      }
    }
    if (json.nextToken() != null) {
      throw refused("one JSON object", "more behind it");
    }
    return tensors;
  }

  /** Tensors share no bytes, and every byte is a tensor's. */
  private void requireWithoutGaps(Map<String, StoredTensor> tensors) {
    List<Map.Entry<String, StoredTensor>> sorted = new ArrayList<>(tensors.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, StoredTensor> e) -> e.getValue().position())
            .thenComparingLong(e -> e.getValue().end()));
    long end = dataStart;
    for (Map.Entry<String, StoredTensor> entry : sorted) {
      long found = entry.getValue().position();
      if (found != end) {
        throw Refusal.of(
            file + ": " + entry.getKey(),
            "data_offsets from " + (end - dataStart) + " on",
            "some from " + (found - dataStart));
      }
      end = entry.getValue().end();
    }
    if (end - dataStart != dataBytes) {
      throw Refusal.of(
          file + ": size", (end - dataStart) + " bytes of tensors", dataBytes + " bytes");
    }
  }

  private TrainingException refused(String expected, Object found) {
    return Refusal.of(file + ": header", expected, found);
  }
}
