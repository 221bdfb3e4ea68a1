package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.lm.CacheForm;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a decoder's graph takes and gives.
 *
 * @param where the model, for messages
 * @param form how it takes its cache
 * @param layers pairs of cache tensors
 * @param heads key-value heads
 * @param headSize values a head and token
 * @param vocabulary columns of the logits
 * @param cacheType the numbers of the cache
 * @param logitsType the numbers of the logits
 * @param takesPositions whether it has an input for positions
 * @param keepRank dimensions of the input that says how many logits are wanted, or -1 without one
 */
public record DecoderLayout(
    String where,
    CacheForm form,
    int layers,
    int heads,
    int headSize,
    int vocabulary,
    OnnxJavaType cacheType,
    OnnxJavaType logitsType,
    boolean takesPositions,
    int keepRank) {

  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String POSITIONS = "position_ids";
  static final String KEEP = "num_logits_to_keep";
  static final String LOGITS = "logits";

  /** Cache tensors: keys and values of all layers. */
  int tensors() {
    return 2 * layers;
  }

  String past(int tensor) {
    return "past_key_values." + suffix(tensor);
  }

  String present(int tensor) {
    return "present." + suffix(tensor);
  }

  private static String suffix(int tensor) {
    return tensor / 2 + (tensor % 2 == 0 ? ".key" : ".value");
  }

  /** The bytes of one head's values for one token. */
  int bytesPerHead() {
    return headSize * cacheType.size;
  }

  /** Reads a graph's inputs and outputs and checks them against what is announced. */
  static DecoderLayout of(
      String where,
      CacheForm form,
      int layers,
      int vocabulary,
      Map<String, NodeInfo> inputs,
      Map<String, NodeInfo> outputs) {
    Reader in = new Reader(where, "input", inputs);
    Reader out = new Reader(where, "output", outputs);
    in.integers(IDS, 2);
    in.integers(MASK, 2);
    boolean positions = inputs.containsKey(POSITIONS);
    if (positions) {
      in.integers(POSITIONS, 2);
    }
    int keep = inputs.containsKey(KEEP) ? in.integers(KEEP, -1).getShape().length : -1;
    TensorInfo cache = in.floats("past_key_values.0.key", 4);
    int heads = in.fixed("past_key_values.0.key", cache, 1);
    int size = in.fixed("past_key_values.0.key", cache, 3);
    TensorInfo logits = out.floats(LOGITS, 3);
    out.dimension(LOGITS, logits, 2, vocabulary);
    DecoderLayout layout =
        new DecoderLayout(
            where, form, layers, heads, size, vocabulary, cache.type, logits.type, positions, keep);
    layout.checkCache(in, out);
    layout.checkNoOther(in, inputs);
    return layout;
  }

  private void checkCache(Reader in, Reader out) {
    for (int tensor = 0; tensor < tensors(); tensor++) {
      for (Reader.Named named : Reader.both(in, past(tensor), out, present(tensor))) {
        TensorInfo info = named.reader().floats(named.name(), 4);
        named.reader().type(named.name(), info, cacheType);
        named.reader().dimension(named.name(), info, 1, heads);
        named.reader().dimension(named.name(), info, 3, headSize);
      }
    }
  }

  private void checkNoOther(Reader in, Map<String, NodeInfo> inputs) {
    Stream<String> past = IntStream.range(0, tensors()).mapToObj(this::past);
    in.only(inputs, Stream.concat(Stream.of(IDS, MASK, POSITIONS, KEEP), past).toList());
  }

  /** Looks tensors up by name; what is not as expected is a {@link ModelException}. */
  private record Reader(String where, String kind, Map<String, NodeInfo> nodes) {

    record Named(Reader reader, String name) {}

    static Iterable<Named> both(Reader first, String name, Reader second, String other) {
      return Arrays.asList(new Named(first, name), new Named(second, other));
    }

    TensorInfo integers(String name, int rank) {
      TensorInfo tensor = tensor(name, rank);
      type(name, tensor, OnnxJavaType.INT64);
      return tensor;
    }

    TensorInfo floats(String name, int rank) {
      TensorInfo tensor = tensor(name, rank);
      if (tensor.type != OnnxJavaType.FLOAT && tensor.type != OnnxJavaType.FLOAT16) {
        throw wrong(name, "FLOAT or FLOAT16", tensor.type);
      }
      return tensor;
    }

    private TensorInfo tensor(String name, int rank) {
      NodeInfo node = nodes.get(name);
      if (node == null) {
        throw new ModelException(
            "%s: expected an %s %s, found %s".formatted(where, kind, name, nodes.keySet()));
      }
      if (!(node.getInfo() instanceof TensorInfo tensor)
          || (rank >= 0 && tensor.getShape().length != rank)) {
        throw wrong(name, "a tensor with " + rank + " dimensions", node.getInfo());
      }
      return tensor;
    }

    void type(String name, TensorInfo tensor, OnnxJavaType expected) {
      if (tensor.type != expected) {
        throw wrong(name, expected, tensor.type);
      }
    }

    int fixed(String name, TensorInfo tensor, int axis) {
      long size = tensor.getShape()[axis];
      if (size < 1 || size > 1 << 16) {
        throw wrong(name, "a fixed dimension " + axis, Arrays.toString(tensor.getShape()));
      }
      return (int) size;
    }

    void dimension(String name, TensorInfo tensor, int axis, int expected) {
      long size = tensor.getShape()[axis];
      if (size >= 0 && size != expected) {
        throw wrong(name, expected + " as dimension " + axis, size);
      }
    }

    void only(Map<String, NodeInfo> inputs, Iterable<String> known) {
      for (String name : inputs.keySet()) {
        boolean found = false;
        for (String each : known) {
          found |= each.equals(name);
        }
        if (!found) {
          throw new ModelException(
              "%s: expected no other inputs than %s, found %s".formatted(where, known, name));
        }
      }
    }

    private ModelException wrong(String name, Object expected, Object found) {
      return new ModelException(
          "%s: %s %s: expected %s, found %s".formatted(where, kind, name, expected, found));
    }
  }
}
