package dev.longctx.train;

import java.util.Set;

/**
 * Low-rank adapters (Hu et al., 2021, "LoRA"): the weight W of a chosen layer acts as {@code W +
 * alpha / rank * B A}, and only A and B are trained. Immutable and thread-safe.
 *
 * @param rank rows of A; 1 or more
 * @param alpha the adapters' strength times the rank; above 0
 * @param targetModules last names of the layers that get an adapter, such as {@code q_proj}
 */
public record LoraConfig(int rank, double alpha, Set<String> targetModules) {

  private static final Set<String> MODULES =
      Set.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is outside its range
   */
  public LoraConfig {
    if (rank < 1 || rank > 4096) {
      throw new IllegalArgumentException("rank: expected 1 to 4096, found " + rank);
    }
    if (!(alpha > 0 && alpha < 1e6)) {
      throw new IllegalArgumentException("alpha: expected above 0, found " + alpha);
    }
    targetModules = Set.copyOf(targetModules);
    if (targetModules.isEmpty() || !MODULES.containsAll(targetModules)) {
      throw new IllegalArgumentException(
          "targetModules: expected some of %s, found %s".formatted(MODULES, targetModules));
    }
  }

  /**
   * Adapters for all linear layers of attention and feed-forward.
   *
   * @param rank rows of A
   * @param alpha the adapters' strength times the rank
   * @return the configuration
   */
  public static LoraConfig ofAllLayers(int rank, double alpha) {
    return new LoraConfig(rank, alpha, MODULES);
  }

  /**
   * What {@code B A} is multiplied by.
   *
   * @return alpha by rank
   */
  public double scale() {
    return alpha / rank;
  }
}
