package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.onnx.internal.template.syntax.Token.Kind;
import java.util.List;

/** The tokens of a template from the current one on. Not thread-safe. */
final class TokenStream {

  private static final int MAX_DEPTH = 100;

  private final List<Token> tokens;
  private final Origin origin;
  private int index;
  private int depth;

  TokenStream(List<Token> tokens, Origin origin) {
    this.tokens = tokens;
    this.origin = origin;
  }

  Token current() {
    return tokens.get(index);
  }

  int line() {
    return current().line();
  }

  Token following() {
    return tokens.get(Math.min(index + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = current();
    index += token.kind() == Kind.END ? 0 : 1;
    return token;
  }

  boolean at(Kind kind) {
    return current().kind() == kind;
  }

  boolean atName(String name) {
    return current().is(Kind.NAME, name);
  }

  boolean atOperator(String operator) {
    return current().is(Kind.OPERATOR, operator);
  }

  boolean skipName(String name) {
    return skip(Kind.NAME, name);
  }

  boolean skipOperator(String operator) {
    return skip(Kind.OPERATOR, operator);
  }

  private boolean skip(Kind kind, String text) {
    boolean found = current().is(kind, text);
    if (found) {
      next();
    }
    return found;
  }

  Token expect(Kind kind) {
    if (!at(kind)) {
      throw unexpected(kind.toString());
    }
    return next();
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw unexpected("'" + operator + "'");
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("'" + name + "'");
    }
  }

  RuntimeException unexpected(String expected) {
    return error("expected " + expected + ", found " + current().description());
  }

  RuntimeException error(String message) {
    return origin.error(line(), message);
  }

  /** Begins something that may hold its like. */
  void descend() {
    if (++depth > MAX_DEPTH) {
      throw error("expected at most " + MAX_DEPTH + " levels inside each other, found more");
    }
  }

  /** Ends what {@link #descend} began. */
  void ascend() {
    depth--;
  }
}
