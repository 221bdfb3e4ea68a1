package dev.longctx.reason.testing;

/** Hears what test doubles do, before they do it, and may throw. */
@FunctionalInterface
public interface Trace {

  /** Hears nothing. */
  Trace NONE = what -> {};

  /** Something is about to happen. */
  void hear(String what);
}
