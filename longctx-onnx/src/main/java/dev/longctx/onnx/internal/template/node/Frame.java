package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.builtin.Globals;
import dev.longctx.onnx.internal.template.node.Statement.Flow;
import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Undefined;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Variables in one scope, which sees those of the scopes around it. Loops, macros and block
 * assignments have their own; conditions do not. Not thread-safe.
 */
public final class Frame {

  private final Rendering rendering;
  private final Globals globals;
  private final @Nullable Frame outer;
  private final Map<String, Value> variables;

  private Frame(
      Rendering rendering, Globals globals, @Nullable Frame outer, Map<String, Value> variables) {
    this.rendering = rendering;
    this.globals = globals;
    this.outer = outer;
    this.variables = variables;
  }

  /** The outermost scope. */
  public static Frame outermost(
      Rendering rendering, Globals globals, Map<String, Value> variables) {
    return new Frame(rendering, globals, null, new HashMap<>(variables));
  }

  Frame inner() {
    return new Frame(rendering, globals, this, new HashMap<>());
  }

  Rendering rendering() {
    return rendering;
  }

  void set(String name, Value value) {
    variables.put(name, value);
  }

  Value get(String name) {
    for (Frame frame = this; frame != null; frame = frame.outer) {
      Value value = frame.variables.get(name);
      if (value != null) {
        return value;
      }
    }
    Value global = globals.get(name);
    return global != null ? global : new Undefined("'" + name + "' is undefined");
  }

  /** The value of an expression. */
  Value value(Expression expression) {
    int line = rendering.enter(expression.line());
    Value value = expression.evaluate(this);
    rendering.leave(line);
    return value;
  }

  List<Value> values(List<Expression> expressions) {
    List<Value> values = new ArrayList<>(expressions.size());
    expressions.forEach(expression -> values.add(value(expression)));
    return values;
  }

  Arguments arguments(CallArguments arguments) {
    Map<String, Value> named = new LinkedHashMap<>();
    arguments.named().forEach((name, expression) -> named.put(name, value(expression)));
    return new Arguments(values(arguments.positional()), named);
  }

  /** Runs statements up to one that leaves the loop or its round. */
  public Flow run(List<Statement> statements, TextBuilder out) {
    for (Statement statement : statements) {
      int line = rendering.enter(statement.line());
      Flow flow = statement.run(this, out);
      rendering.leave(line);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }
}
