package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.util.Set;
import java.util.stream.Collectors;

/** Weights without what stands in front of their names. Others keep the names they have. */
public final class UnprefixedWeights implements Weights {

  private final Weights stored;
  private final String prefix;

  /**
   * A view.
   *
   * @param stored weights with it
   * @param prefix what is left out
   */
  public UnprefixedWeights(Weights stored, String prefix) {
    this.stored = stored;
    this.prefix = prefix;
  }

  @Override
  public Set<String> names() {
    return stored.names().stream()
        .map(name -> name.startsWith(prefix) ? name.substring(prefix.length()) : name)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public long[] shape(String name) {
    return stored.shape(source(name));
  }

  @Override
  public void read(String name, FloatBuffer target) {
    stored.read(source(name), target);
  }

  private String source(String name) {
    return stored.names().contains(prefix + name) ? prefix + name : name;
  }
}
