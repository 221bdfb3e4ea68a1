package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.api.model.GenerationException;
import dev.longctx.api.model.GenerationException.Reason;
import dev.longctx.onnx.internal.template.value.Arguments;
import dev.longctx.onnx.internal.template.value.Callable;
import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.Mapping;
import dev.longctx.onnx.internal.template.value.Namespace;
import dev.longctx.onnx.internal.template.value.Printer;
import dev.longctx.onnx.internal.template.value.Rendering;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.Value;
import java.math.BigInteger;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that every template can call. */
public final class Globals {

  private static final int MAX_RANGE = 100_000;

  /** Names that mean something elsewhere: they must not pass for undefined variables. */
  private static final Set<String> OTHERS =
      Set.of("lipsum", "cycler", "joiner", "self", "super", "caller", "varargs", "kwargs");

  private final Map<String, Callable> functions;

  /**
   * The functions.
   *
   * @param where the template's file, for messages
   * @param clock says what {@code strftime_now} takes for now
   */
  public Globals(String where, Clock clock) {
    functions =
        Map.of(
            "range", Globals::range,
            "namespace", (rendering, arguments) -> new Namespace(names(arguments)),
            "dict", (rendering, arguments) -> Mapping.ofNames(names(arguments)),
            "raise_exception", (rendering, arguments) -> raise(where, rendering, arguments),
            "strftime_now",
                (rendering, arguments) ->
                    rendering.text(
                        TimeFormat.format(
                            arguments.bind("format").text(0), ZonedDateTime.now(clock))));
  }

  /**
   * The function of a name, or null.
   *
   * @throws TemplateError if the name means a function that is not supported
   */
  public @Nullable Value get(String name) {
    if (OTHERS.contains(name)) {
      throw new TemplateError("unknown global '" + name + "'");
    }
    return functions.get(name);
  }

  private static Value raise(String where, Rendering rendering, Arguments arguments) {
    String message = Printer.text(rendering, arguments.bind("message").require(0)).text();
    throw new GenerationException(
        Reason.BAD_PROMPT, where + ": the chat template refuses the messages: " + message);
  }

  private static Value range(Rendering rendering, Arguments arguments) {
    var parameters = arguments.bind("start", "stop", "step");
    boolean single = parameters.get(1) == null;
    parameters.require(0);
    long start = single ? 0 : parameters.integer(0, 0);
    long stop = parameters.integer(single ? 0 : 1, 0);
    long step = parameters.integer(2, 1);
    List<Value> numbers = new ArrayList<>();
    long count = count(start, stop, step);
    for (long i = 0; i < count; i++) {
      rendering.takeSteps(1);
      numbers.add(new Int(start + i * step));
    }
    return Sequence.list(numbers);
  }

  private static long count(long start, long stop, long step) {
    if (step == 0) {
      throw new TemplateError("argument 'step': expected a step other than 0");
    }
    BigInteger distance = BigInteger.valueOf(stop).subtract(BigInteger.valueOf(start));
    BigInteger[] parts = distance.divideAndRemainder(BigInteger.valueOf(step));
    boolean started = parts[1].signum() == Long.signum(step);
    BigInteger count = started ? parts[0].add(BigInteger.ONE) : parts[0];
    if (count.compareTo(BigInteger.valueOf(MAX_RANGE)) > 0) {
      throw new TemplateError("expected a range of at most " + MAX_RANGE + ", found " + count);
    }
    return count.longValue();
  }

  private static Map<String, Value> names(Arguments arguments) {
    Map<String, Value> names = new LinkedHashMap<>();
    for (Value value : arguments.positional()) {
      if (!(value instanceof Mapping mapping)) {
        throw new TemplateError("expected names or a dictionary, found " + value.kind());
      }
      mapping.entries().forEach((key, item) -> names.put(name(key), item));
    }
    names.putAll(arguments.named());
    return names;
  }

  private static String name(Value key) {
    if (key instanceof Text text) {
      return text.text();
    }
    throw new TemplateError("expected a string for a name, found " + key.kind());
  }
}
