package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Value;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items that meet a condition, looked for as late as possible. */
final class FilteredItems implements Iterator<Value> {

  private final Iterator<Value> items;
  private final Predicate<Value> condition;
  private @Nullable Value next;

  FilteredItems(Iterator<Value> items, Predicate<Value> condition) {
    this.items = items;
    this.condition = condition;
  }

  @Override
  public boolean hasNext() {
    while (next == null && items.hasNext()) {
      Value item = items.next();
      next = condition.test(item) ? item : null;
    }
    return next != null;
  }

  @Override
  public Value next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Value item = next;
    next = null;
    return item;
  }
}
