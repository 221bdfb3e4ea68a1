package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/** A cache that the graph writes in place; tokens of a row begin at its first place. */
final class SharedCache extends KvCache {

  private int capacity;
  private ByteBuffer[] memory;
  private final OnnxTensor[] tensors;

  SharedCache(OrtEnvironment environment, DecoderLayout layout, int rows, int capacity) {
    super(environment, layout, rows);
    this.capacity = Math.max(1, capacity);
    memory = allocate(this.capacity);
    tensors = new OnnxTensor[layout.tensors()];
  }

  @Override
  void start(int longest) {
    // Rows begin at the first place however long the others are.
  }

  @Override
  void truncate(int tokens) {
    lengths[0] = Math.min(lengths[0], tokens);
  }

  @Override
  void bind(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, int newTokens)
      throws OrtException {
    reserve(longest() + newTokens);
    long[] shape = shape(capacity);
    for (int i = 0; i < tensors.length; i++) {
      if (tensors[i] == null) {
        tensors[i] = tensor(memory[i], shape);
      }
      inputs.put(layout.past(i), tensors[i]);
      outputs.put(layout.present(i), tensors[i]);
    }
  }

  private void reserve(int tokens) {
    if (tokens <= capacity) {
      return;
    }
    int larger = Math.max(tokens, capacity + capacity / 2);
    ByteBuffer[] more = allocate(larger);
    int unit = layout.bytesPerHead();
    for (int i = 0; i < memory.length; i++) {
      for (int head = 0; head < rows() * layout.heads(); head++) {
        int used = lengths[head / layout.heads()] * unit;
        more[i].put(head * larger * unit, memory[i], head * capacity * unit, used);
      }
    }
    close();
    memory = more;
    capacity = larger;
  }

  @Override
  void retreat() {
    // What a failed run wrote lies behind the tokens that count.
  }

  @Override
  void writeMask(LongBuffer mask, int newTokens) {
    int width = maskWidth(newTokens);
    for (int length : lengths) {
      put(1, length + newTokens, mask);
      put(0, width - length - newTokens, mask);
    }
  }

  @Override
  ByteBuffer memory(int tensor) {
    return memory[tensor];
  }

  @Override
  int stride() {
    return capacity;
  }

  @Override
  int firstPlace(int tokens) {
    return 0;
  }

  @Override
  public void close() {
    for (int i = 0; i < tensors.length; i++) {
      if (tensors[i] != null) {
        tensors[i].close();
        tensors[i] = null;
      }
    }
    free(memory);
    memory = new ByteBuffer[0];
  }
}
