package dev.longctx.onnx.lm;

import dev.longctx.api.ModelException;
import dev.longctx.api.training.Weights;
import dev.longctx.onnx.internal.files.ModelDirectory;
import dev.longctx.onnx.internal.files.NewDirectory;
import dev.longctx.onnx.internal.files.VerifiedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes language models with new weights, in the form of a model that is there already: the last
 * step of a training. Graph and weights are the bytes that {@code tools/export} writes for the same
 * weights and settings.
 *
 * <pre>{@code
 * policy.syncTo(weights -> CausalLmExport.write(template, weights, target));
 * }</pre>
 */
public final class CausalLmExport {

  private static final String WEIGHTS = "weights";

  private CausalLmExport() {}

  /**
   * Writes a model that is called as its directory.
   *
   * @param template a model's directory, whose graph has 32-bit floats under their checkpoint's
   *     names; every file is verified first
   * @param weights all of the model's, by name; read before this returns
   * @param target a directory that does not exist yet; appears whole or, on failure, not at all
   * @throws ModelException if the template is damaged or of another kind, names or shapes differ,
   *     or the target is there or cannot be written
   */
  public static void write(Path template, Weights weights, Path target) {
    Path name = target.toAbsolutePath().normalize().getFileName();
    write(template, weights, target, String.valueOf(name), Map.of());
  }

  /**
   * Writes a model.
   *
   * @param template a model's directory, whose graph has 32-bit floats under their checkpoint's
   *     names; every file is verified first
   * @param weights all of the model's, by name; read before this returns
   * @param target a directory that does not exist yet; appears whole or, on failure, not at all
   * @param name what the model is called
   * @param provenance entries of the manifest beside those of the template, or in their place
   * @throws ModelException if the template is damaged or of another kind, names or shapes differ,
   *     or the target is there or cannot be written
   * @throws IllegalArgumentException if the name is blank
   */
  public static void write(
      Path template, Weights weights, Path target, String name, Map<String, String> provenance) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: expected a text, found a blank one");
    }
    ExportTemplate model = ExportTemplate.open(source(template));
    model.check(weights);
    Map<String, String> more = new LinkedHashMap<>();
    more.put(WEIGHTS, "written over those of " + model.name());
    more.putAll(provenance);
    NewDirectory.write(target, work -> model.write(work, weights, name, more));
  }

  private static VerifiedFiles source(Path directory) {
    try {
      return new VerifiedFiles(ModelDirectory.of(directory));
    } catch (IOException e) {
      throw new ModelException(
          directory + ": expected a language model's directory, found none", e);
    }
  }
}
