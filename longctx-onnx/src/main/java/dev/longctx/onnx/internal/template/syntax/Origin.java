package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.api.ModelException;

/**
 * Where a template comes from.
 *
 * @param where its file
 */
public record Origin(String where) {

  /** An error at a line of the template. */
  public ModelException error(int line, String message) {
    return new ModelException("%s: chat template, line %d: %s".formatted(where, line, message));
  }
}
