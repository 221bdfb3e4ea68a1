package dev.longctx.compress.internal.segment;

import dev.longctx.api.compression.Protection;
import java.util.BitSet;
import java.util.Set;

/** Stub. */
public final class ProtectedWords {
  private ProtectedWords() {}

  /** Stub. */
  public static BitSet of(String text, Words words, Set<Protection> kinds) {
    return new BitSet();
  }
}
