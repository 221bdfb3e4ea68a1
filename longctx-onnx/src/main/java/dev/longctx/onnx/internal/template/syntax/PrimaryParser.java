package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.onnx.internal.template.node.DictionaryLiteral;
import dev.longctx.onnx.internal.template.node.Expression;
import dev.longctx.onnx.internal.template.node.ListLiteral;
import dev.longctx.onnx.internal.template.node.Literal;
import dev.longctx.onnx.internal.template.node.Name;
import dev.longctx.onnx.internal.template.syntax.Token.Kind;
import dev.longctx.onnx.internal.template.value.Bool;
import dev.longctx.onnx.internal.template.value.Int;
import dev.longctx.onnx.internal.template.value.None;
import dev.longctx.onnx.internal.template.value.Real;
import dev.longctx.onnx.internal.template.value.Text;
import dev.longctx.onnx.internal.template.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads literals, names and what stands in brackets. */
final class PrimaryParser {

  private static final Map<String, Value> CONSTANTS =
      Map.of(
          "true", Bool.TRUE,
          "True", Bool.TRUE,
          "false", Bool.FALSE,
          "False", Bool.FALSE,
          "none", None.NONE,
          "None", None.NONE);

  private final TokenStream tokens;
  private final ExpressionParser expressions;

  PrimaryParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  Expression primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> name(tokens.next());
      case STRING -> string();
      case INTEGER, FLOAT -> new Literal(token.line(), number());
      case OPERATOR -> bracket(token);
      default -> throw tokens.unexpected("an expression");
    };
  }

  private static Expression name(Token token) {
    Value constant = CONSTANTS.get(token.text());
    return constant != null
        ? new Literal(token.line(), constant)
        : new Name(token.line(), token.text());
  }

  /** Strings beside each other are one. */
  private Expression string() {
    int line = tokens.line();
    StringBuilder text = new StringBuilder();
    while (tokens.at(Kind.STRING)) {
      text.append(tokens.next().text());
    }
    return new Literal(line, new Text(text.toString()));
  }

  Value number() {
    Token token = tokens.current();
    try {
      Value number =
          token.kind() == Kind.FLOAT
              ? new Real(Double.parseDouble(token.text()))
              : new Int(Long.parseLong(token.text()));
      tokens.next();
      return number;
    } catch (NumberFormatException e) {
      throw tokens.error("expected an integer of 64 bits, found " + token.text());
    }
  }

  private Expression bracket(Token token) {
    return switch (token.text()) {
      case "(" -> parentheses();
      case "[" -> list();
      case "{" -> dictionary();
      default -> throw tokens.unexpected("an expression");
    };
  }

  private Expression parentheses() {
    int line = tokens.next().line();
    if (tokens.skipOperator(")")) {
      return new ListLiteral(line, List.of(), true);
    }
    Expression inside = expressions.expressions(true);
    tokens.expectOperator(")");
    return inside;
  }

  private Expression list() {
    int line = tokens.next().line();
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator("]")) {
      items.add(expressions.expression());
      if (!tokens.atOperator("]")) {
        tokens.expectOperator(",");
      }
    }
    return new ListLiteral(line, items, false);
  }

  private Expression dictionary() {
    int line = tokens.next().line();
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      keys.add(expressions.expression());
      tokens.expectOperator(":");
      values.add(expressions.expression());
      if (!tokens.atOperator("}")) {
        tokens.expectOperator(",");
      }
    }
    return new DictionaryLiteral(line, keys, values);
  }
}
