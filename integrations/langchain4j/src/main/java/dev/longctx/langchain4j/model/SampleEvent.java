package dev.longctx.langchain4j.model;

/** What a sample tells the call that waits for it. */
sealed interface SampleEvent {

  int sample();

  /** More text for the listener. */
  record Piece(int sample, String text) implements SampleEvent {}

  /** The sample is complete. */
  record Done(int sample, SampleAnswer answer) implements SampleEvent {}

  /** The sample failed for good. */
  record Failed(int sample, Failure failure, int attempts) implements SampleEvent {}
}
