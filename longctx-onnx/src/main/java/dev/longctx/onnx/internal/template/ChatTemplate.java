package dev.longctx.onnx.internal.template;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.internal.template.builtin.Globals;
import dev.longctx.onnx.internal.template.node.Frame;
import dev.longctx.onnx.internal.template.node.Statement;
import dev.longctx.onnx.internal.template.syntax.Origin;
import dev.longctx.onnx.internal.template.syntax.TemplateParser;
import dev.longctx.onnx.internal.template.value.Inputs;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.TextBuilder;
import dev.longctx.onnx.internal.template.value.Value;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat template: the part of Jinja that Hugging Face's tokenizers use, rendered as {@code
 * apply_chat_template} of transformers does.
 *
 * <p>Templates are untrusted. They see nothing but the variables, and their size, nesting, steps,
 * strings and output are bounded; the bounds of a rendering grow with the size of the variables.
 * Immutable and thread-safe.
 */
public final class ChatTemplate {

  private final Origin origin;
  private final Globals globals;
  private final List<Statement> statements;

  private ChatTemplate(Origin origin, Globals globals, List<Statement> statements) {
    this.origin = origin;
    this.globals = globals;
    this.statements = statements;
  }

  /**
   * Reads a template.
   *
   * @param source its text
   * @param where its file, for messages
   * @return the template
   * @throws ModelException if it is no template or uses an unknown tag
   */
  public static ChatTemplate parse(String source, String where) {
    return parse(source, where, Clock.system(ZoneId.systemDefault()));
  }

  /**
   * Reads a template.
   *
   * @param source its text
   * @param where its file, for messages
   * @param clock says what {@code strftime_now} takes for now
   * @return the template
   * @throws ModelException if it is no template or uses an unknown tag
   */
  public static ChatTemplate parse(String source, String where, Clock clock) {
    Origin origin = new Origin(where);
    List<Statement> statements = TemplateParser.parse(source, origin);
    return new ChatTemplate(origin, new Globals(where, clock), statements);
  }

  /**
   * Renders the template.
   *
   * @param variables strings, longs, integers, doubles, booleans, nulls, lists of these and maps of
   *     these with strings for keys
   * @return the text
   * @throws IllegalArgumentException if a variable is or holds anything else
   * @throws ModelException if the template goes wrong: an unknown filter, test, method or function,
   *     operands that do not fit, a bound that is passed
   * @throws dev.longctx.api.model.GenerationException if the template refuses the variables by
   *     {@code raise_exception}
   */
  public String render(Map<String, ? extends @Nullable Object> variables) {
    Inputs inputs = new Inputs();
    Map<String, Value> values = inputs.read(variables);
    Rendering rendering = inputs.rendering();
    try {
      TextBuilder out = new TextBuilder(rendering);
      Frame.outermost(rendering, globals, values).run(statements, out);
      return out.toText().text();
    } catch (TemplateError e) {
      throw origin.error(rendering.line(), String.valueOf(e.getMessage()));
    }
  }
}
