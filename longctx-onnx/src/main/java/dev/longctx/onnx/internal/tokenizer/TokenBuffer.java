package dev.longctx.onnx.internal.tokenizer;

import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.longctx.onnx.tokenizer.EncodedText;
import java.util.Arrays;

/** Collects the tokens of one block after another. Not thread-safe. */
final class TokenBuffer {

  private static final int FIRST_CAPACITY = 64;

  private final int unknownId;
  private int[] ids = new int[FIRST_CAPACITY];
  private int[] starts = new int[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];
  private int size;
  private int unknown;

  /** With the id of unknown text, or -1 where there is none. */
  TokenBuffer(int unknownId) {
    this.unknownId = unknownId;
  }

  /** Adds the tokens of a block of the text. */
  void add(NativeTokens tokens, String text, int blockStart, int blockEnd) {
    CodePointOffsets offsets = CodePointOffsets.of(text.substring(blockStart, blockEnd));
    long[] blockIds = tokens.ids();
    int first = size;
    grow(blockIds.length);
    int previous = blockStart;
    for (int i = 0; i < blockIds.length; i++) {
      CharSpan span = tokens.spans()[i];
      int start = span == null ? previous : blockStart + offsets.utf16(span.getStart());
      int end = span == null ? previous : blockStart + offsets.utf16(span.getEnd());
      previous = Math.max(previous, start);
      append((int) blockIds[i], previous, Math.max(previous, end));
    }
    CombiningMarks.cover(text, blockEnd, starts, ends, first, size);
  }

  private void append(int id, int start, int end) {
    ids[size] = id;
    starts[size] = start;
    ends[size] = end;
    size++;
    if (id == unknownId) {
      unknown++;
    }
  }

  private void grow(int more) {
    int needed = Math.addExact(size, more);
    if (needed > ids.length) {
      int capacity = Math.max(needed, ids.length + (ids.length >> 1));
      ids = Arrays.copyOf(ids, capacity);
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
    }
  }

  EncodedText toEncodedText() {
    return EncodedText.of(
        Arrays.copyOf(ids, size), Arrays.copyOf(starts, size), Arrays.copyOf(ends, size), unknown);
  }
}
