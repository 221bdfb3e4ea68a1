package dev.longctx.compress.internal.segment;

/** One kind of block of a text: a run of lines that is read in one way. */
interface Block {
  /**
   * Tells whether a block of this kind begins at a line that is not blank. Within running text
   * ({@code inText}) stricter signs are asked for, since a line may begin by accident with a mark.
   */
  boolean begins(int line, boolean inText);

  /** Index of the line after the block that begins at {@code line}; greater than {@code line}. */
  int after(int line);

  /** Adds the segments of the block that spans the lines {@code [from, after)}. */
  void emit(int from, int after, SegmentsBuilder out);

  /** Tells whether the block goes on in the paragraph of a block of its kind right before it. */
  default boolean sharesParagraph() {
    return false;
  }
}
