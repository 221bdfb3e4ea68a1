package dev.longctx.api.model;

/** Reads along while a model writes. */
@FunctionalInterface
public interface GenerationListener {

  /** Reads nothing. */
  GenerationListener NONE = (sample, text) -> {};

  /**
   * More of a completion is there. Called on the generating thread, which waits for it: pieces of
   * one sample come in order, never end inside a character, and joined are its completion's text.
   *
   * @param sample which sample, from 0
   * @param text the new piece, not empty
   */
  void text(int sample, String text);
}
