package dev.longctx.train.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.api.model.TokenSequence;
import dev.longctx.train.DecoderConfig;
import dev.longctx.train.LoraConfig;
import dev.longctx.train.RopeScaling;
import dev.longctx.train.internal.policy.ShapeOfConfig;
import dev.longctx.train.internal.torch.DecoderShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reference values of three small decoders, made by {@code tools/train/make_goldens.py}. */
public final class Goldens {

  private static final JsonNode ALL = read();

  private Goldens() {}

  private static JsonNode read() {
    try (InputStream in = Goldens.class.getResourceAsStream("/dev/longctx/train/goldens.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static JsonNode all() {
    return ALL;
  }

  public static JsonNode family(String name) {
    return ALL.get("families").get(name);
  }

  public static List<TokenSequence> sequences() {
    List<TokenSequence> sequences = new ArrayList<>();
    for (JsonNode one : ALL.get("sequences")) {
      sequences.add(new TokenSequence(ints(one.get("prompt")), ints(one.get("response"))));
    }
    return sequences;
  }

  /** One array a sequence. */
  public static List<double[]> lists(JsonNode node) {
    List<double[]> lists = new ArrayList<>();
    node.forEach(one -> lists.add(doubles(one)));
    return lists;
  }

  public static double[] doubles(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  private static int[] ints(JsonNode node) {
    int[] values = new int[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asInt();
    }
    return values;
  }

  public static DecoderShape shape(String family) {
    return ShapeOfConfig.of(config(family));
  }

  public static DecoderConfig config(String family) {
    JsonNode config = family(family).get("config");
    int hidden = config.get("hidden_size").asInt();
    int heads = config.get("num_attention_heads").asInt();
    return new DecoderConfig(
        DecoderConfig.Family.valueOf(family.toUpperCase(Locale.ROOT)),
        config.get("vocab_size").asInt(),
        hidden,
        config.get("num_hidden_layers").asInt(),
        heads,
        config.get("num_key_value_heads").asInt(),
        config.path("head_dim").asInt(hidden / heads),
        config.get("intermediate_size").asInt(),
        config.get("rms_norm_eps").asDouble(),
        config.get("rope_parameters").get("rope_theta").asDouble(),
        new RopeScaling.None(),
        config.get("tie_word_embeddings").asBoolean(),
        false,
        config.get("max_position_embeddings").asInt(),
        config.get("initializer_range").asDouble());
  }

  /** Names and sizes of the adapters that the goldens have. */
  public static Map<String, long[]> adapterShapes(String family) {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    Map<String, long[]> base = shape(family).tensors();
    long rank = ALL.get("rank").asLong();
    for (String key : (Iterable<String>) () -> adapterNames(family)) {
      String layer = key.substring(0, key.indexOf(".lora_"));
      long[] weight = base.get(layer + ".weight");
      boolean down = key.endsWith(".lora_A.weight");
      shapes.put(key, down ? new long[] {rank, weight[1]} : new long[] {weight[0], rank});
    }
    return shapes;
  }

  private static Iterator<String> adapterNames(String family) {
    return family(family).get("adapter_gradients").fieldNames();
  }

  public static LoraConfig lora() {
    return new LoraConfig(
        ALL.get("rank").asInt(),
        ALL.get("alpha").asDouble(),
        Set.of("q_proj", "v_proj", "down_proj"));
  }

  public static double adapterScale() {
    return ALL.get("alpha").asDouble() / ALL.get("rank").asDouble();
  }
}
