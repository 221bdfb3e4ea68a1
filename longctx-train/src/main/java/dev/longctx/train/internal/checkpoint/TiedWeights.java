package dev.longctx.train.internal.checkpoint;

import dev.longctx.api.training.Weights;
import java.nio.FloatBuffer;
import java.util.Set;
import java.util.TreeSet;

/** Weights whose embedding is the head, too, whichever name it was saved under. */
public final class TiedWeights implements Weights {

  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";

  private final Weights stored;

  /**
   * A view under the embedding's name.
   *
   * @param stored as they were saved
   */
  public TiedWeights(Weights stored) {
    this.stored = stored;
  }

  @Override
  public Set<String> names() {
    Set<String> names = new TreeSet<>(stored.names());
    if (names.remove(HEAD)) {
      names.add(EMBEDDING);
    }
    return names;
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
    boolean elsewhere = name.equals(EMBEDDING) && !stored.names().contains(EMBEDDING);
    return elsewhere ? HEAD : name;
  }
}
