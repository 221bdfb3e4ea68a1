package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.lm.CacheForm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a decoder's graph takes and gives.
 *
 * @param where the model, for messages
 * @param form how it takes its cache
 * @param names what it calls its cache
 * @param heads key-value heads
 * @param headSize values a head and token
 * @param vocabulary columns of the logits
 * @param cacheType the numbers of the cache
 * @param logitsType the numbers of the logits
 * @param takesPositions whether it has an input for positions
 * @param keepRank dimensions of the input that says how many logits are wanted, or -1 without one
 */
record DecoderLayout(
    String where,
    CacheForm form,
    CacheNames names,
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
    return names.past().size();
  }

  String past(int tensor) {
    return names.past().get(tensor);
  }

  String present(int tensor) {
    return names.present().get(tensor);
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
    in.open(IDS, in.integers(IDS, 2), 0, 1);
    in.open(MASK, in.integers(MASK, 2), 0, 1);
    boolean positions = inputs.containsKey(POSITIONS);
    if (positions) {
      in.integers(POSITIONS, 2);
    }
    int keep = inputs.containsKey(KEEP) ? in.integers(KEEP, -1).getShape().length : -1;
    if (2L * layers > inputs.size()) {
      throw new ModelException(
          "%s: expected inputs past_key_values.N.key and .value for %d layers, found %s"
              .formatted(where, layers, inputs.keySet()));
    }
    CacheNames names = CacheNames.of(layers);
    String key = names.past().get(0);
    TensorInfo cache = in.floats(key, 4);
    int heads = in.fixed(key, cache, 1);
    int size = in.fixed(key, cache, 3);
    TensorInfo logits = out.floats(LOGITS, 3);
    out.dimension(LOGITS, logits, 2, vocabulary);
    DecoderLayout layout =
        new DecoderLayout(
            where, form, names, heads, size, vocabulary, cache.type, logits.type, positions, keep);
    layout.checkCache(in, out);
    layout.checkNoOther(inputs);
    return layout;
  }

  private void checkCache(Reader in, Reader out) {
    for (int tensor = 0; tensor < tensors(); tensor++) {
      checkCache(in, past(tensor));
      checkCache(out, present(tensor));
    }
  }

  private void checkCache(Reader reader, String name) {
    TensorInfo info = reader.floats(name, 4);
    reader.open(name, info, 0, 2);
    reader.type(name, info, cacheType);
    reader.dimension(name, info, 1, heads);
    reader.dimension(name, info, 3, headSize);
  }

  private void checkNoOther(Map<String, NodeInfo> inputs) {
    Set<String> known = new TreeSet<>(names.past());
    known.addAll(List.of(IDS, MASK, POSITIONS, KEEP));
    if (!known.containsAll(inputs.keySet())) {
      throw new ModelException(
          "%s: expected no other inputs than %s, found %s"
              .formatted(where, known, inputs.keySet()));
    }
  }

  /** Looks tensors up by name; what is not as expected is a {@link ModelException}. */
  private record Reader(String where, String kind, Map<String, NodeInfo> nodes) {

    TensorInfo integers(String name, int rank) {
      TensorInfo tensor = tensor(name, rank);
      type(name, tensor, OnnxJavaType.INT64);
      return tensor;
    }

    /** Batch and length must be open. */
    void open(String name, TensorInfo tensor, int... axes) {
      for (int axis : axes) {
        if (tensor.getShape()[axis] >= 0) {
          throw wrong(name, "an open dimension " + axis, Arrays.toString(tensor.getShape()));
        }
      }
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

    private ModelException wrong(String name, Object expected, Object found) {
      return new ModelException(
          "%s: %s %s: expected %s, found %s".formatted(where, kind, name, expected, found));
    }
  }
}
