package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Value;

/**
 * A variable or a global function.
 *
 * @param line its line
 * @param name its name
 */
public record Name(int line, String name) implements Expression {

  @Override
  public Value evaluate(Frame frame) {
    return frame.get(name);
  }
}
