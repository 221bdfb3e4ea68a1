package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Bool;
import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.Members;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Undefined;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code loop} tells about the round of a loop. Not thread-safe. */
final class LoopState implements Members {

  private Iterator<Value> items;
  private int index = -1;
  private int length = -1;
  private @Nullable Value previous;
  private @Nullable Value current;
  private @Nullable Value next;

  LoopState(Iterator<Value> items) {
    this.items = items;
  }

  /** Goes to the next item, if there is one. */
  boolean advance() {
    if (peek() == null) {
      return false;
    }
    previous = current;
    current = next;
    next = null;
    index++;
    return true;
  }

  boolean isEmpty() {
    return index < 0;
  }

  Value item() {
    if (current == null) {
      throw new IllegalStateException("the loop has not begun");
    }
    return current;
  }

  @Override
  public Value member(String name) {
    return switch (name) {
      case "index" -> new Int(index + 1);
      case "index0" -> new Int(index);
      case "revindex" -> new Int(length() - index);
      case "revindex0" -> new Int(length() - index - 1);
      case "first" -> Bool.of(index == 0);
      case "last" -> Bool.of(peek() == null);
      case "length" -> new Int(length());
      case "previtem" -> orUndefined(previous, "the loop has no previous item");
      case "nextitem" -> orUndefined(peek(), "the loop has no next item");
      default -> throw new TemplateError("unknown attribute '" + name + "' of loop");
    };
  }

  private static Value orUndefined(@Nullable Value value, String message) {
    return value != null ? value : new Undefined(message);
  }

  private @Nullable Value peek() {
    if (next == null && items.hasNext()) {
      next = items.next();
    }
    return next;
  }

  private int length() {
    if (length < 0) {
      List<Value> rest = new ArrayList<>();
      items.forEachRemaining(rest::add);
      items = rest.iterator();
      length = index + 1 + (next == null ? 0 : 1) + rest.size();
    }
    return length;
  }

  @Override
  public String kind() {
    return "a loop";
  }
}
