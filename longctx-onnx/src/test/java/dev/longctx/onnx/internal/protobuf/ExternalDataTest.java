package dev.longctx.onnx.internal.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.onnx.testing.Fixtures;
import dev.longctx.onnx.testing.ProtobufWriter;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExternalDataTest {

  private static ProtobufWriter message(int field, ProtobufWriter inner) {
    return new ProtobufWriter().message(field, inner);
  }

  private static ProtobufWriter tensor() {
    return message(13, new ProtobufWriter().text(1, "location").text(2, "secret.bin"));
  }

  private static ProtobufWriter attribute(int field, ProtobufWriter value) {
    return message(5, message(field, value));
  }

  static Stream<Arguments> models() {
    ProtobufWriter initializer = message(5, tensor());
    ProtobufWriter sparse = message(1, tensor());
    ProtobufWriter empty = new ProtobufWriter();
    return Stream.of(
        Arguments.of("initializer", message(7, initializer)),
        Arguments.of("sparse values", message(7, message(15, sparse))),
        Arguments.of("sparse indices", message(7, message(15, message(2, tensor())))),
        Arguments.of("attribute tensor", message(7, message(1, attribute(5, tensor())))),
        Arguments.of("attribute tensors", message(7, message(1, attribute(10, tensor())))),
        Arguments.of("attribute sparse", message(7, message(1, attribute(22, sparse)))),
        Arguments.of("attribute sparse list", message(7, message(1, attribute(23, sparse)))),
        Arguments.of("subgraph", message(7, message(1, attribute(6, initializer)))),
        Arguments.of("subgraphs", message(7, message(1, attribute(11, initializer)))),
        Arguments.of("function", message(7, empty).message(25, message(7, attribute(5, tensor())))),
        Arguments.of(
            "function default", message(7, empty).message(25, message(11, message(5, tensor())))),
        Arguments.of("training", message(7, empty).message(20, message(2, initializer))),
        Arguments.of("second graph of two", message(7, empty).message(7, initializer)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void findsLocationsWhereverATensorStands(String place, ProtobufWriter model) {
    assertThat(ExternalData.locations(model.toBytes())).as(place).containsExactly("secret.bin");
  }

  @Test
  void findsNothingInAWholeModelAndTheFileOfASplitOne() {
    assertThat(locations("tiny-cprs")).isEmpty();
    assertThat(locations("tiny-cprs-external")).containsExactly("model.onnx.data");
  }

  private static java.util.Set<String> locations(String critic) {
    return ExternalData.locations(Fixtures.bytes(Fixtures.critic(critic).resolve("model.onnx")));
  }

  @Test
  void refusesEveryTruncationThatCutsAFieldAndNeverFailsOtherwise() {
    byte[] model = Fixtures.bytes(Fixtures.critic("term-overlap").resolve("model.onnx"));
    int refused = 0;
    for (int length = 0; length < model.length; length++) {
      refused += survives(Arrays.copyOf(model, length)) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(model.length - 20);
  }

  @Test
  void randomBytesAreReadOrRefused() {
    long seed = Long.getLong("longctx.seed", System.nanoTime());
    System.out.println("longctx.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      survives(bytes);
    }
  }

  private static boolean survives(byte[] bytes) {
    try {
      ExternalData.locations(bytes);
      return true;
    } catch (MalformedOnnxException e) {
      return false;
    }
  }

  @Test
  void refusesGraphsNestedWithoutEnd() {
    ProtobufWriter graph = new ProtobufWriter();
    for (int i = 0; i < 400; i++) {
      graph = message(1, attribute(6, graph));
    }
    byte[] model = message(7, graph).toBytes();
    assertThatThrownBy(() -> ExternalData.locations(model))
        .isInstanceOf(MalformedOnnxException.class)
        .hasMessageContaining("200 levels");
  }

  @Test
  void refusesALengthBeyondTheEndOfItsMessage() {
    byte[] lying = {0x3A, 0x02, 0x0A, 0x7F};
    assertThatThrownBy(() -> ExternalData.locations(lying))
        .isInstanceOf(MalformedOnnxException.class)
        .hasMessageContaining("expected at most 0 more bytes at byte 4, found 127");
  }
}
