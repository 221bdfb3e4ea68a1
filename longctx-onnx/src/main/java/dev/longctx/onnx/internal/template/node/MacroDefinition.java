package dev.longctx.onnx.internal.template.node;

import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Parameters;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Undefined;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code {% macro name(parameters) %} ... {% endmacro %}}.
 *
 * @param line its line
 * @param name the macro's name
 * @param parameters its parameters
 * @param body what it writes
 */
public record MacroDefinition(
    int line, String name, List<Parameter> parameters, List<Statement> body) implements Statement {

  /**
   * A parameter.
   *
   * @param name its name
   * @param otherwise its value where a call leaves it out, or null for an undefined one
   */
  public record Parameter(String name, @Nullable Expression otherwise) {}

  /** Copies parameters and body. */
  public MacroDefinition {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  @Override
  public Flow run(Frame frame, TextBuilder out) {
    frame.set(name, new Macro(this, frame));
    return Flow.NEXT;
  }

  Value call(Frame closure, Rendering rendering, Arguments arguments) {
    Frame frame = closure.inner();
    Parameters values =
        arguments.bind(parameters.stream().map(Parameter::name).toArray(String[]::new));
    for (int i = 0; i < parameters.size(); i++) {
      Value value = values.get(i);
      frame.set(parameters.get(i).name(), value != null ? value : otherwise(frame, i));
    }
    TextBuilder text = new TextBuilder(rendering);
    frame.run(body, text);
    return text.toText();
  }

  private Value otherwise(Frame frame, int index) {
    Parameter parameter = parameters.get(index);
    return parameter.otherwise() == null
        ? new Undefined("the macro's parameter '" + parameter.name() + "' was left out")
        : frame.value(parameter.otherwise());
  }
}
