package dev.longctx.train.internal.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longctx.api.training.TrainingException;
import dev.longctx.train.internal.file.LocalDisk;
import dev.longctx.train.testing.StoredTensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsFileTest {

  private static final String TWO =
      "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
          + "'b':{'dtype':'F16','shape':[1,4],'data_offsets':[8,16]}}";

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("t.safetensors");
  }

  @Test
  void readsWhatIsFine() throws IOException {
    write(TWO + "   ", new byte[16]);
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      assertThat(opened.names()).containsExactlyInAnyOrder("a", "b");
      assertThat(opened.shape("b")).containsExactly(1, 4);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'dtype':'F32' | 'dtype':'I64' | a: expected dtype F32, F16, BF16 or F64, found I64",
        "'dtype':'F32' | 'dtype':32 | a: expected dtype F32, F16, BF16 or F64, found VALUE_NUMBER",
        "'dtype':'F32', | `` | a: expected dtype, shape and data_offsets, found fewer",
        "'dtype':'F32' | 'dtype':'F32','x':1 | a: expected dtype, shape and data_offsets, found x",
        "[2] | [3] | a: expected 12 bytes by its shape, found 8 bytes",
        "[2] | [-2] | a: expected shape of whole numbers from 0, found -2",
        "[2] | [2.0] | a: expected shape of whole numbers from 0, found 2.0",
        "[2] | ['2'] | a: expected shape of whole numbers from 0, found 2",
        "[2] | [99999999999999999999] | a: expected shape of whole numbers from 0, found 999",
        "[2] | [268435457] | a: expected sizes from 0 to 2^28, found [268435457]",
        "[2] | [268435456,268435456,64] | a: expected a shape of at most 16 values",
        "[2] | [1,1,1,1,1,1,1,1,2] | a: expected shape of at most 8 numbers, found more",
        "[2] | 2 | a: expected shape as an array, found VALUE_NUMBER_INT",
        "[0,8] | [0,4] | a: expected 8 bytes by its shape, found 4 bytes",
        "[0,8] | [8,0] | a: expected data_offsets from 0 to 16, found [8, 0]",
        "[0,8] | [0] | a: expected data_offsets from 0 to 16, found [0]",
        "[0,8] | [0,8,16] | a: expected data_offsets of at most 2 numbers, found more",
        "[8,16] | [16,24] | b: expected data_offsets from 0 to 16, found [16, 24]",
        "[8,16] | [4,12] | b: expected data_offsets from 8 on, found some from 4",
        "[0,8] | [1,9] | a: expected data_offsets from 0 on, found some from 1",
        "'b' | 'a' | header: expected a JSON object, found Duplicate field 'a'",
        "}} | }}{} | header: expected one JSON object, found more behind it",
        "}} | } | header: expected a JSON object, found Unexpected end",
        "{'a':{ | {'a':[],'c':{ | a: expected an object, found START_ARRAY"
      })
  void refusesHeadersThatDoNotHold(String before, String after, String message) throws IOException {
    assertThat(TWO).contains(before);
    write(TWO.replace(before, after), new byte[16]);
    assertRefused(message);
  }

  @Test
  void refusesBytesThatBelongToNoTensor() throws IOException {
    write(TWO, new byte[20]);
    assertRefused("size: expected 16 bytes of tensors, found 20 bytes");
    write("{}", new byte[1]);
    assertRefused("size: expected 0 bytes of tensors, found 1 bytes");
  }

  @Test
  void refusesWhatIsNotUtf8OrTooDeep() throws IOException {
    writeBytes(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, 7, new byte[0]);
    assertRefused("header: expected UTF-8, found other bytes");
    write("{'__metadata__':" + "[".repeat(50_000), new byte[0]);
    assertRefused("header: expected a JSON object, found Document nesting depth");
    write("{'a':{'shape':" + "[".repeat(50_000), new byte[0]);
    assertRefused("a: expected shape of whole numbers from 0, found [");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1L << 31, (1L << 31) - 1, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void refusesLengthsOfHeadersWithoutReadingThem(long length) throws IOException {
    writeBytes(TWO.getBytes(StandardCharsets.UTF_8), length, new byte[16]);
    assertRefused("header: expected 2 to");
  }

  @Test
  void refusesWhatIsNoFile() throws IOException {
    Files.createDirectory(file);
    assertRefused("expected a file, found something else");
  }

  @Test
  void convertsEveryTypeAsIeee754Says() throws IOException {
    assertConverted("F16", 2, 0x3c00, 1f);
    assertConverted("F16", 2, 0xc000, -2f);
    assertConverted("F16", 2, 0x7bff, 65504f);
    assertConverted("F16", 2, 0x0400, 0x1p-14f);
    assertConverted("F16", 2, 0x0001, 0x1p-24f);
    assertConverted("F16", 2, 0x83ff, -0x3ffp-24f);
    assertConverted("F16", 2, 0x3555, 0x555p-12f);
    assertConverted("F16", 2, 0x8000, -0f);
    assertConverted("BF16", 2, 0x3f80, 1f);
    assertConverted("BF16", 2, 0xc049, -3.140625f);
    assertConverted("BF16", 2, 0x0001, Float.intBitsToFloat(0x00010000));
    assertConverted("BF16", 2, 0x7f7f, 0x1.fep127f);
    assertConverted("F32", 4, 0x40490fdbL, (float) Math.PI);
    assertConverted("F32", 4, 1, Float.MIN_VALUE);
    assertConverted("F64", 8, Double.doubleToLongBits(Math.PI), (float) Math.PI);
    assertConverted("F64", 8, Double.doubleToLongBits(0.1), 0.1f);
    assertConverted("F64", 8, Double.doubleToLongBits(1 + 0x1p-24), 1f);
    assertConverted("F64", 8, Double.doubleToLongBits(1 + 3 * 0x1p-24), 1 + 0x1p-22f);
  }

  private void assertConverted(String type, int bytes, long bits, float expected)
      throws IOException {
    assertThat(Float.floatToRawIntBits(value(type, bytes, bits)))
        .as("%s %x", type, bits)
        .isEqualTo(Float.floatToRawIntBits(expected));
  }

  private float value(String type, int bytes, long bits) throws IOException {
    String header = "{'a':{'dtype':'%s','shape':[],'data_offsets':[0,%d]}}";
    byte[] all = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bits).array();
    write(header.formatted(type, bytes), Arrays.copyOf(all, bytes));
    float[] values = new float[1];
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      opened.read("a", FloatBuffer.wrap(values));
    }
    return values[0];
  }

  @ParameterizedTest
  @CsvSource({
    "F16,2,7c00,Infinity",
    "F16,2,fe00,NaN",
    "BF16,2,7fc0,NaN",
    "F32,4,ff800000,-Infinity",
    "F64,8,7fe0000000000000,Infinity"
  })
  void refusesValuesThatAreNotFinite(String type, int bytes, String bits, String found) {
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> value(type, bytes, Long.parseUnsignedLong(bits, 16)))
        .withMessage(file + ": a: expected finite values, found " + found)
        .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
  }

  @Test
  void writesWhatItReadsAndEqualBytesForEqualTensors() throws IOException {
    StoredTensors tensors =
        new StoredTensors()
            .put("\u00e9", new long[] {2, 1}, new float[] {1.5f, -0f})
            .put("scalar", new long[0], new float[] {Float.MIN_VALUE})
            .put("none", new long[] {0, 4}, new float[0]);
    SafetensorsWriter.write(new LocalDisk(), file, tensors);
    try (SafetensorsFile opened = SafetensorsFile.open(file)) {
      StoredTensors copy = StoredTensors.copyOf(opened);
      assertThat(copy.names()).isEqualTo(tensors.names());
      assertThat(copy.values("\u00e9")).containsExactly(1.5f, -0f);
      assertThat(copy.shape("scalar")).isEmpty();
      assertThat(copy.shape("none")).containsExactly(0, 4);
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @Test
  void mutatedFilesAreReadOrRefusedAndNothingElse() throws IOException {
    long seed = 20_240_607;
    Random random = new Random(seed);
    byte[] header = TWO.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 3000; i++) {
      byte[] mutated = mutated(header, random);
      long length = random.nextInt(8) == 0 ? random.nextInt(300) - 20 : mutated.length;
      writeBytes(mutated, length, new byte[random.nextInt(4) == 0 ? random.nextInt(32) : 16]);
      try (SafetensorsFile opened = SafetensorsFile.open(file)) {
        StoredTensors.copyOf(opened);
      } catch (TrainingException e) {
        assertThat(e.reason())
            .as("seed %d, file %d", seed, i)
            .isEqualTo(TrainingException.Reason.CHECKPOINT);
      }
    }
  }

  private static byte[] mutated(byte[] header, Random random) {
    byte[] bytes = header.clone();
    String characters = "{}[]\",:0123456789-eE.\\untrfalse \u0000\u00ff";
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      int kind = random.nextInt(3);
      if (kind == 0) {
        bytes[at] = (byte) characters.charAt(random.nextInt(characters.length()));
      } else if (kind == 1) {
        System.arraycopy(bytes, at, bytes, Math.max(0, at - 1), bytes.length - at);
      } else {
        bytes[at] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }

  private void write(String header, byte[] data) throws IOException {
    byte[] bytes = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    writeBytes(bytes, bytes.length, data);
  }

  private void writeBytes(byte[] header, long length, byte[] data) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(8 + header.length + data.length);
    all.order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(header).put(data);
    Files.write(file, all.array());
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(TrainingException.class)
        .isThrownBy(() -> SafetensorsFile.open(file))
        .withMessageContaining(message)
        .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
  }
}
