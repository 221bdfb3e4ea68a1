package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Value;

/** A part of a template that has a value. Immutable. */
public sealed interface Expression
    permits And,
        Arithmetic,
        Call,
        Choice,
        Comparisons,
        Concatenation,
        DictionaryLiteral,
        Filtered,
        GetAttribute,
        GetItem,
        GetSlice,
        ListLiteral,
        Literal,
        Name,
        Not,
        Or,
        Signed,
        Tested {

  /** The line on which it begins. */
  int line();

  /** Its value; to be called through {@link Frame#value(Expression)}, which counts. */
  Value evaluate(Frame frame);
}
