package dev.longctx.onnx.internal.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.testing.OnnxWriter;
import dev.longctx.onnx.testing.ProtobufWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphWeightsTest {

  private static final String NAME = "model.layers.0.mlp.up_proj.weight";
  private static final ProtobufWriter TURNED = OnnxWriter.attribute("transB", 1);
  private static final ProtobufWriter NOT_TURNED = OnnxWriter.attribute("transB", 0);

  private static byte[] model(OnnxWriter nodes, ProtobufWriter... tensors) {
    ProtobufWriter graph = new ProtobufWriter();
    for (ProtobufWriter tensor : tensors) {
      graph.message(5, tensor);
    }
    // Fields that come again are one message in the end, or two graphs for a reader.
    return Bytes.concat(nodes.toBytes(), new ProtobufWriter().message(7, graph).toBytes());
  }

  private static ProtobufWriter tensor(String name, int type, long... shape) {
    ProtobufWriter tensor = new ProtobufWriter();
    for (long size : shape) {
      tensor.number(1, size);
    }
    return tensor.number(2, type).text(8, name);
  }

  private static ProtobufWriter embedded(long... shape) {
    return tensor(NAME, OnnxWriter.FLOAT, shape).bytes(9, new byte[24]);
  }

  private static ProtobufWriter external(Map<String, String> entries) {
    ProtobufWriter tensor = tensor(NAME, OnnxWriter.FLOAT, 2, 3).number(14, 1);
    entries.forEach(
        (key, value) -> tensor.message(13, new ProtobufWriter().text(1, key).text(2, value)));
    return tensor;
  }

  private static GraphWeights read(byte[] onnx) {
    return GraphWeights.of(onnx, "model.onnx");
  }

  private static void assertRefused(byte[] onnx, String message) {
    assertThatThrownBy(() -> read(onnx))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model.onnx: ")
        .hasMessageContaining(message);
  }

  @Test
  void findsWeightsInTheModelAndBesideIt() {
    byte[] inside = model(new OnnxWriter().constant("axis.other", 1), embedded(2, 3));
    GraphWeights weights = read(inside);
    assertThat(weights.weights()).containsOnlyKeys(NAME);
    assertThat(weights.weights().get(NAME).shape()).isEqualTo(List.of(2L, 3L));
    byte[] beside =
        model(
            new OnnxWriter(),
            external(Map.of("location", "w.data", "offset", "64", "length", "24")));
    assertThat(read(beside).weights().get(NAME).place())
        .hasToString("Place[location=w.data, offset=64, length=24]");
  }

  @Test
  void readsPackedDimensions() {
    ProtobufWriter packed =
        new ProtobufWriter()
            .bytes(1, new byte[] {2, 3})
            .number(2, OnnxWriter.FLOAT)
            .text(8, NAME)
            .bytes(9, new byte[24]);
    assertThat(read(model(new OnnxWriter(), packed)).weights().get(NAME).shape())
        .isEqualTo(List.of(2L, 3L));
  }

  @Test
  void refusesKernelsThatLieTransposed() {
    OnnxWriter multiplied = new OnnxWriter().node("MatMul", "y", "x", NAME);
    assertRefused(
        model(multiplied, embedded(2, 3)), NAME + ": expected a kernel as its checkpoint");
    OnnxWriter straight = new OnnxWriter().node("Gemm", "y", NOT_TURNED, "x", NAME);
    assertRefused(model(straight, embedded(2, 3)), "found it transposed");
    OnnxWriter turned = new OnnxWriter().node("Gemm", "y", TURNED, "x", NAME);
    assertThat(read(model(turned, embedded(2, 3))).weights()).hasSize(1);
    OnnxWriter gathered = new OnnxWriter().node("Gather", "y", NAME, "ids");
    assertThat(read(model(gathered, embedded(2, 3))).weights()).hasSize(1);
  }

  @Test
  void refusesTensorsThatAreNotPlainFloatsOfTheirShape() {
    OnnxWriter none = new OnnxWriter();
    assertRefused(model(none, embedded(2, 4)), "plain bytes of the shape [2, 4]");
    assertRefused(model(none, embedded(-2, 3)), "plain bytes of the shape [-2, 3]");
    assertRefused(model(none, embedded(1L << 40, 1L << 40)), "expected 32-bit floats");
    assertRefused(model(none, tensor(NAME, 10, 2).bytes(9, new byte[4])), "found type 10");
    assertRefused(model(none, tensor(NAME, OnnxWriter.FLOAT, 2)), "found type 1, null");
    assertRefused(model(none, external(Map.of("location", "w"))), "found type 1, null");
    assertRefused(
        model(none, external(Map.of("location", "w", "length", "-24"))),
        "expected offset and length of external data to be numbers, found -24");
    assertRefused(
        model(none, external(Map.of("location", "w", "length", "24", "offset", "x"))), "found x");
  }

  @Test
  void refusesModelsWithoutNamedWeights() {
    byte[] onnx = new OnnxWriter().constant("onnx::MatMul_12", 1).toBytes();
    assertRefused(onnx, "expected weights under their checkpoint's names, found none");
    assertRefused(new byte[] {58, 4, 42}, "expected an ONNX model, found: expected");
  }
}
