package dev.longctx.onnx.internal.template.syntax;

/**
 * The smallest part of a template that means something.
 *
 * @param kind what it is
 * @param text its characters; of a string those that it stands for
 * @param line its line
 */
record Token(Kind kind, String text, int line) {

  enum Kind {
    DATA("text"),
    PRINT_BEGIN("{{"),
    PRINT_END("}}"),
    TAG_BEGIN("{%"),
    TAG_END("%}"),
    NAME("a name"),
    STRING("a string"),
    INTEGER("an integer"),
    FLOAT("a float"),
    OPERATOR("an operator"),
    END("the end of the template");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    @Override
    public String toString() {
      return description;
    }
  }

  boolean is(Kind other, String characters) {
    return kind == other && text.equals(characters);
  }

  /** What it is, for messages. */
  String description() {
    return switch (kind) {
      case NAME, INTEGER, FLOAT, OPERATOR -> "'" + text + "'";
      default -> kind.toString();
    };
  }
}
