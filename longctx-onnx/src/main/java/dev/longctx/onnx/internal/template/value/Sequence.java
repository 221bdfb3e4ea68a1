package dev.longctx.onnx.internal.template.value;

import java.util.List;

/** A list or a tuple; neither changes. */
public final class Sequence implements Value {

  private final List<Value> items;
  private final boolean tuple;
  private final int depth;

  private Sequence(List<Value> items, boolean tuple) {
    this.items = List.copyOf(items);
    this.tuple = tuple;
    this.depth = Nesting.around(items);
  }

  /** A list. */
  public static Sequence list(List<Value> items) {
    return new Sequence(items, false);
  }

  /** A tuple. */
  public static Sequence tuple(List<Value> items) {
    return new Sequence(items, true);
  }

  /** A sequence of the same kind. */
  public Sequence with(List<Value> others) {
    return new Sequence(others, tuple);
  }

  /** The items. */
  public List<Value> items() {
    return items;
  }

  /** Whether this is a tuple and no list. */
  public boolean isTuple() {
    return tuple;
  }

  @Override
  public boolean truth() {
    return !items.isEmpty();
  }

  @Override
  public String kind() {
    return tuple ? "a tuple" : "a list";
  }

  @Override
  public int depth() {
    return depth;
  }
}
