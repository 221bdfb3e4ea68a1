package dev.longctx.onnx.internal.lm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * A cache that the graph gives back longer: it reads one block of memory and writes the other, and
 * both change places. Tokens of a row end at the last place; before them is padding.
 */
final class PlainCache extends KvCache {

  private Block front;
  private Block back;
  private int width;

  PlainCache(OrtEnvironment environment, DecoderLayout layout, int rows, int capacity) {
    super(environment, layout, rows);
    front = new Block(Math.max(1, capacity));
    back = new Block(0);
  }

  /** Memory and tensors of all keys and values. */
  private final class Block {

    final int capacity;
    final ByteBuffer[] memory;
    final OnnxTensor[] tensors = new OnnxTensor[layout.tensors()];

    Block(int capacity) {
      this.capacity = capacity;
      memory = capacity == 0 ? new ByteBuffer[0] : allocate(capacity);
    }

    void bind(Map<String, OnnxTensor> into, boolean past, int tokens) throws OrtException {
      long[] shape = shape(tokens);
      for (int i = 0; i < tensors.length; i++) {
        if (tensors[i] == null) {
          tensors[i] = tensor(memory[i], shape);
        }
        into.put(past ? layout.past(i) : layout.present(i), tensors[i]);
      }
    }

    void closeTensors() {
      for (int i = 0; i < tensors.length; i++) {
        if (tensors[i] != null) {
          tensors[i].close();
          tensors[i] = null;
        }
      }
    }

    void close() {
      closeTensors();
      free(memory);
    }
  }

  @Override
  void start(int longest) {
    width = longest;
  }

  @Override
  void truncate(int tokens) {
    if (tokens >= width) {
      return;
    }
    front.closeTensors();
    int unit = layout.bytesPerHead();
    for (ByteBuffer each : front.memory) {
      for (int head = 0; head < layout.heads(); head++) {
        each.put(head * tokens * unit, each, head * width * unit, tokens * unit);
      }
    }
    lengths[0] = tokens;
    width = tokens;
  }

  @Override
  void bind(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, int newTokens)
      throws OrtException {
    int wider = width + newTokens;
    if (back.capacity < wider) {
      int capacity = Math.max(Math.max(front.capacity, wider), back.capacity * 3 / 2);
      back.close();
      back = new Block(0);
      back = new Block(capacity);
    }
    front.bind(inputs, true, width);
    back.bind(outputs, false, wider);
  }

  @Override
  void advance(int newTokens) {
    super.advance(newTokens);
    front.closeTensors();
    Block read = front;
    front = back;
    back = read;
    width += newTokens;
  }

  @Override
  void retreat() {
    back.closeTensors();
  }

  @Override
  int maskWidth(int newTokens) {
    return width + newTokens;
  }

  @Override
  void writeMask(LongBuffer mask, int newTokens) {
    for (int length : lengths) {
      put(0, width - length, mask);
      put(1, length + newTokens, mask);
    }
  }

  @Override
  ByteBuffer memory(int tensor) {
    return front.memory[tensor];
  }

  @Override
  int stride() {
    return width;
  }

  @Override
  int firstPlace(int tokens) {
    return width - tokens;
  }

  @Override
  public void close() {
    front.close();
    back.close();
    front = new Block(0);
    back = new Block(0);
  }
}
