package dev.longctx.onnx.internal.template.value;

/** Something that a template may not do; whoever renders it adds the file and the line. */
public final class TemplateError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** An error that says what was expected and what was found. */
  public TemplateError(String message) {
    super(message, null, false, false);
  }
}
