package dev.longctx.train.internal.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longctx.api.training.TrainingException;
import dev.longctx.train.internal.file.LocalDisk;
import dev.longctx.train.testing.StoredTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafetensorsShardsTest {

  private static final String MAP =
      "'a':'s-1.safetensors','b':'s-1.safetensors','c':'s-2.safetensors'";

  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    SafetensorsWriter.write(
        new LocalDisk(), directory.resolve("s-1.safetensors"), tensors("a", "b"));
    SafetensorsWriter.write(new LocalDisk(), directory.resolve("s-2.safetensors"), tensors("c"));
  }

  private static StoredTensors tensors(String... names) {
    StoredTensors tensors = new StoredTensors();
    for (String name : names) {
      tensors.put(name, new long[] {1}, new float[] {name.charAt(0)});
    }
    return tensors;
  }

  @Test
  void readsTensorsFromTheFilesThatHoldThem() throws IOException {
    index(MAP);
    try (WeightFiles files = open()) {
      StoredTensors copy = StoredTensors.copyOf(files);
      assertThat(copy.names()).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(copy.values("c")).containsExactly('c');
    }
  }

  @Test
  void oneFileComesBeforeAnIndex() throws IOException {
    index("'x':'none.safetensors'");
    SafetensorsWriter.write(new LocalDisk(), directory.resolve("m.safetensors"), tensors("d"));
    try (WeightFiles files = open()) {
      assertThat(files.names()).containsExactly("d");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'c':'s-2.safetensors' | 'c':'../s-2.safetensors' | a file of the same directory",
        "'c':'s-2.safetensors' | 'c':'/etc/s-2.safetensors' | a file of the same directory",
        "'c':'s-2.safetensors' | 'c':'x\\\\s-2.safetensors' | a file of the same directory",
        "'c':'s-2.safetensors' | 'c':'s\\u0000.safetensors' | a file of the same directory",
        "'c':'s-2.safetensors' | 'c':'.safetensors' | a file of the same directory",
        "'c':'s-2.safetensors' | 'c':'s-2.bin' | a file of the same directory",
        "'c':'s-2.safetensors' | 'c':7 | c: expected a text, found 7",
        "'c':'s-2.safetensors' | 'c':'s-3.safetensors' | s-3.safetensors: expected tensors",
        "'c':'s-2.safetensors' | 'c':'s-1.safetensors' | expected a file with c, found one without",
        "'a':'s-1.safetensors', | `` | expected a in s-1.safetensors, found it nowhere",
        "'c' | 'a' | Duplicate"
      })
  void refusesAnIndexThatDoesNotHold(String before, String after, String message)
      throws IOException {
    assertThat(MAP).contains(before);
    index(MAP.replace(before, after));
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(this::open)
        .withMessageContaining(message)
        .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
  }

  private WeightFiles open() {
    return WeightFiles.open(directory, "m.safetensors");
  }

  private void index(String map) throws IOException {
    String text =
        "{\"metadata\":{\"total_size\":12},\"weight_map\":{" + map.replace('\'', '"') + "}}";
    Files.writeString(directory.resolve("m.safetensors.index.json"), text);
  }
}
