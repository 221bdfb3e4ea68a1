package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Items;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% for target in items if condition %} ... {% else %} ... {% endfor %}}.
 *
 * @param line its line
 * @param target what each item is assigned to
 * @param items what the loop goes through
 * @param condition which items it takes, or null for all
 * @param body runs for each
 * @param otherwise runs if there was none
 */
public record Loop(
    int line,
    Target target,
    Expression items,
    @Nullable Expression condition,
    List<Statement> body,
    List<Statement> otherwise)
    implements Statement {

  /** Copies the bodies. */
  public Loop {
    body = List.copyOf(body);
    otherwise = List.copyOf(otherwise);
  }

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    Iterator<Value> all = Items.of(frame.rendering(), frame.value(items)).iterator();
    LoopState state = new LoopState(condition == null ? all : taken(frame, all, condition));
    Flow flow = Flow.NEXT;
    while (flow != Flow.BREAK && state.advance()) {
      Frame round = frame.inner();
      round.set("loop", state);
      target.assign(round, state.item());
      flow = round.run(body, out);
    }
    if (state.isEmpty()) {
      return frame.inner().run(otherwise, out);
    }
    return Flow.NEXT;
  }

  /** The condition is looked at item by item, since the body may change what it depends on. */
  private Iterator<Value> taken(Frame frame, Iterator<Value> all, Expression wanted) {
    return new FilteredItems(
        all,
        item -> {
          Frame inner = frame.inner();
          target.assign(inner, item);
          return inner.value(wanted).truth();
        });
  }
}
