package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.TextBuilder;

/** A part of a template that writes or does something. Immutable. */
public sealed interface Statement
    permits Assignment,
        BlockAssignment,
        Conditional,
        Data,
        Jump,
        Loop,
        MacroDefinition,
        Print,
        Scoped {

  /** What follows a statement. */
  enum Flow {
    /** The next statement. */
    NEXT,
    /** The next round of the loop. */
    CONTINUE,
    /** What stands behind the loop. */
    BREAK
  }

  /** The line on which it begins. */
  int line();

  /** Runs it; to be called through {@link Frame#run}, which counts. */
  Flow run(Frame frame, TextBuilder out);
}
