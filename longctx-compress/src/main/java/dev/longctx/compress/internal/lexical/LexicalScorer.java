package dev.longctx.compress.internal.lexical;

import dev.longctx.api.compression.CompressionRequest;
import dev.longctx.compress.internal.pipeline.*;

/** Stub. */
public final class LexicalScorer implements UnitScorer {
  @Override
  public void check(CompressionRequest request) {}

  @Override
  public Scored score(CompressionRequest request, CallControl control) {
    throw new IllegalStateException();
  }

  @Override
  public double ownThreshold(CompressionRequest request) {
    return 0;
  }

  @Override
  public float floor() {
    return 0;
  }
}
