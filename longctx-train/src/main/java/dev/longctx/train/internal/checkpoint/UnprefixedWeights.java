package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.Weights;
import dev.longctx.train.internal.file.Refusal;
import java.nio.FloatBuffer;
import java.util.Set;
import java.util.stream.Collectors;

/** Weights without what stands in front of all of their names. */
public final class UnprefixedWeights implements Weights {

  private final Weights stored;
  private final String prefix;

  /**
   * A view.
   *
   * @param stored weights with it
   * @param prefix what is left out
   * @throws dev.longctx.api.training.TrainingException if a name does not begin with it
   */
  public UnprefixedWeights(Weights stored, String prefix) {
    this.stored = stored;
    this.prefix = prefix;
    for (String name : stored.names()) {
      if (!name.startsWith(prefix)) {
        throw Refusal.of("weights", "names that begin with " + prefix, name);
      }
    }
  }

  @Override
  public Set<String> names() {
    return stored.names().stream()
        .map(name -> name.substring(prefix.length()))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public long[] shape(String name) {
    return stored.shape(prefix + name);
  }

  @Override
  public void read(String name, FloatBuffer target) {
    stored.read(prefix + name, target);
  }
}
