package dev.longctx.langchain4j.model;

/** One call to an endpoint. */
interface Attempt {

  /**
   * Calls, and waits for the whole answer on this thread.
   *
   * @throws Exception whatever the chat model throws
   */
  SampleAnswer run() throws Exception;

  /** Lets what still comes be ignored, and closes the connection where the chat model can. */
  void abandon();

  /** Whether a listener has seen text, which cannot be taken back. */
  boolean heard();

  /** The text so far. */
  String partial();
}
