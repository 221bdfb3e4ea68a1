package dev.longctx.train.internal.torch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sizes of a decoder.
 *
 * @param vocabulary tokens
 * @param hidden size of a state
 * @param layers number of layers
 * @param heads query heads
 * @param keyValueHeads key and value heads
 * @param headSize size of a head
 * @param intermediate size of a feed-forward state
 * @param epsilon of the norms
 * @param positions the most tokens of a sequence
 * @param tied whether the embedding is the head, too
 * @param projectionBias whether queries, keys and values have a bias
 * @param outputBias whether attention's output has a bias
 * @param headNorms whether queries and keys are normed
 * @param rotation angles by position
 */
public record DecoderShape(
    int vocabulary,
    int hidden,
    int layers,
    int heads,
    int keyValueHeads,
    int headSize,
    int intermediate,
    double epsilon,
    int positions,
    boolean tied,
    boolean projectionBias,
    boolean outputBias,
    boolean headNorms,
    Rotation rotation) {

  /** The embedding's name, which is the head's where they are tied. */
  public static final String EMBEDDING = "model.embed_tokens.weight";

  /** The head's name where it has weights of its own. */
  public static final String HEAD = "lm_head.weight";

  /** The last norm's name. */
  public static final String NORM = "model.norm.weight";

  /**
   * The names and sizes of all weights.
   *
   * @return sizes, outermost first, by name; in the order of the layers
   */
  public Map<String, long[]> tensors() {
    Map<String, long[]> all = new LinkedHashMap<>();
    all.put(EMBEDDING, new long[] {vocabulary, hidden});
    for (int layer = 0; layer < layers; layer++) {
      addLayer(layerPrefix(layer), all);
    }
    all.put(NORM, new long[] {hidden});
    if (!tied) {
      all.put(HEAD, new long[] {vocabulary, hidden});
    }
    return all;
  }

  /**
   * What the names of a layer's weights begin with.
   *
   * @param layer from 0
   * @return ends with a dot
   */
  public static String layerPrefix(int layer) {
    return "model.layers." + layer + ".";
  }

  private void addLayer(String prefix, Map<String, long[]> all) {
    long queries = (long) heads * headSize;
    long keys = (long) keyValueHeads * headSize;
    all.put(prefix + "input_layernorm.weight", new long[] {hidden});
    addLinear(prefix + "self_attn.q_proj", hidden, queries, projectionBias, all);
    addLinear(prefix + "self_attn.k_proj", hidden, keys, projectionBias, all);
    addLinear(prefix + "self_attn.v_proj", hidden, keys, projectionBias, all);
    addLinear(prefix + "self_attn.o_proj", queries, hidden, outputBias, all);
    if (headNorms) {
      all.put(prefix + "self_attn.q_norm.weight", new long[] {headSize});
      all.put(prefix + "self_attn.k_norm.weight", new long[] {headSize});
    }
    all.put(prefix + "post_attention_layernorm.weight", new long[] {hidden});
    addLinear(prefix + "mlp.gate_proj", hidden, intermediate, false, all);
    addLinear(prefix + "mlp.up_proj", hidden, intermediate, false, all);
    addLinear(prefix + "mlp.down_proj", intermediate, hidden, false, all);
  }

  private static void addLinear(
      String name, long in, long out, boolean bias, Map<String, long[]> all) {
    all.put(name + ".weight", new long[] {out, in});
    if (bias) {
      all.put(name + ".bias", new long[] {out});
    }
  }
}
