package dev.longctx.api.model;

/** A step of a streamed generation. */
public sealed interface GenerationEvent {

  /**
   * More of a completion.
   *
   * @param sample which sample, from 0
   * @param text the new piece
   */
  record Text(int sample, String text) implements GenerationEvent {}

  /**
   * The end, after all text.
   *
   * @param generation the whole result
   */
  record Finished(Generation generation) implements GenerationEvent {}
}
