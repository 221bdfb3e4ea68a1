package dev.longctx.onnx.internal.template.builtin;

import dev.longctx.onnx.internal.template.value.Callable;
import dev.longctx.onnx.internal.template.value.Comparison;
import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.Mapping;
import dev.longctx.onnx.internal.template.value.Sequence;
import dev.longctx.onnx.internal.template.value.TemplateError;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Methods of dictionaries and lists that change nothing; the others are refused. */
final class ContainerMethods {

  private static final Set<String> OTHERS_OF_MAPPINGS =
      Set.of("clear", "fromkeys", "pop", "popitem", "setdefault", "update");
  private static final Set<String> OTHERS_OF_LISTS =
      Set.of("append", "clear", "extend", "insert", "pop", "remove", "reverse", "sort");

  private ContainerMethods() {}

  static @Nullable Callable ofMapping(Mapping mapping, String name) {
    return switch (name) {
      case "items" -> listing(mapping, mapping::items);
      case "keys" -> listing(mapping, mapping::keys);
      case "values" -> listing(mapping, () -> List.copyOf(mapping.entries().values()));
      case "get" -> get(mapping);
      case "copy" ->
          (rendering, arguments) -> {
            arguments.bind();
            return mapping;
          };
      default -> refuse(OTHERS_OF_MAPPINGS, name, mapping);
    };
  }

  static @Nullable Callable ofSequence(Sequence sequence, String name) {
    return switch (name) {
      case "count" ->
          (rendering, arguments) -> {
            Value wanted = arguments.bind("value").require(0);
            Comparison comparison = new Comparison(rendering);
            return new Int(
                sequence.items().stream().filter(item -> comparison.equal(item, wanted)).count());
          };
      case "index" ->
          (rendering, arguments) ->
              index(new Comparison(rendering), sequence, arguments.bind("value").require(0));
      case "copy" ->
          (rendering, arguments) -> {
            arguments.bind();
            return sequence;
          };
      default -> refuse(OTHERS_OF_LISTS, name, sequence);
    };
  }

  private interface Listing {
    List<Value> items();
  }

  private static Callable listing(Mapping mapping, Listing listing) {
    return (rendering, arguments) -> {
      arguments.bind();
      rendering.takeSteps(mapping.entries().size());
      return Sequence.list(listing.items());
    };
  }

  private static Callable get(Mapping mapping) {
    return (rendering, arguments) -> {
      var parameters = arguments.bind("key", "default");
      Value value = mapping.get(parameters.require(0));
      return value != null ? value : parameters.orNone(1);
    };
  }

  private static Value index(Comparison comparison, Sequence sequence, Value wanted) {
    for (int i = 0; i < sequence.items().size(); i++) {
      if (comparison.equal(sequence.items().get(i), wanted)) {
        return new Int(i);
      }
    }
    throw new TemplateError("expected a list with the value asked for, found none");
  }

  private static @Nullable Callable refuse(Set<String> names, String name, Value value) {
    if (names.contains(name)) {
      throw new TemplateError("unknown method '" + name + "' of " + value.kind());
    }
    return null;
  }
}
