package dev.longctx.onnx.internal.template.value;

import java.util.HashMap;
import java.util.Map;

/** The only values that change: variables that outlive the loop that sets them. Not thread-safe. */
public final class Namespace implements Members {

  private final Map<String, Value> members;

  /** A namespace with members to begin with. */
  public Namespace(Map<String, Value> members) {
    this.members = new HashMap<>(members);
  }

  /** Gives a member a value. */
  public void set(String name, Value value) {
    members.put(name, value);
  }

  @Override
  public Value member(String name) {
    Value value = members.get(name);
    return value != null ? value : new Undefined("the namespace has no '" + name + "'");
  }

  @Override
  public String kind() {
    return "a namespace";
  }
}
