package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.Namespace;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;

/** What a value is assigned to. */
public sealed interface Target {

  /** Assigns a value. */
  void assign(Frame frame, Value value);

  /**
   * A variable of the innermost scope.
   *
   * @param name its name
   */
  record Variable(String name) implements Target {
    @Override
    public void assign(Frame frame, Value value) {
      frame.set(name, value);
    }
  }

  /**
   * A member of a namespace.
   *
   * @param namespace the variable that holds the namespace
   * @param name the member
   */
  record Member(String namespace, String name) implements Target {
    @Override
    public void assign(Frame frame, Value value) {
      if (!(frame.get(namespace) instanceof Namespace members)) {
        throw new TemplateError(
            "'%s': expected a namespace to set '%s' in, found %s"
                .formatted(namespace, name, frame.get(namespace).kind()));
      }
      members.set(name, value);
    }
  }

  /**
   * Several targets, one for each item.
   *
   * @param targets the targets
   */
  record Several(List<Target> targets) implements Target {

    /** Copies the targets. */
    public Several {
      targets = List.copyOf(targets);
    }

    @Override
    public void assign(Frame frame, Value value) {
      List<Value> items = Items.of(frame.rendering(), value);
      if (items.size() != targets.size()) {
        throw new TemplateError(
            "expected %d items to unpack, found %d".formatted(targets.size(), items.size()));
      }
      for (int i = 0; i < items.size(); i++) {
        targets.get(i).assign(frame, items.get(i));
      }
    }
  }
}
