package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.util.Set;
import java.util.stream.Collectors;

/** Weights whose names have something in front. */
public final class PrefixedWeights implements Weights {

  private final Weights plain;
  private final String prefix;

  /**
   * A view.
   *
   * @param plain weights without it
   * @param prefix stands in front of each name
   */
  public PrefixedWeights(Weights plain, String prefix) {
    this.plain = plain;
    this.prefix = prefix;
  }

  @Override
  public Set<String> names() {
    return plain.names().stream().map(prefix::concat).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public long[] shape(String name) {
    return plain.shape(name.substring(prefix.length()));
  }

  @Override
  public void read(String name, FloatBuffer target) {
    plain.read(name.substring(prefix.length()), target);
  }
}
