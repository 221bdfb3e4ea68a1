package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.onnx.internal.template.node.Call;
import dev.longctx.onnx.internal.template.node.CallArguments;
import dev.longctx.onnx.internal.template.node.Expression;
import dev.longctx.onnx.internal.template.node.Filtered;
import dev.longctx.onnx.internal.template.node.GetAttribute;
import dev.longctx.onnx.internal.template.node.GetItem;
import dev.longctx.onnx.internal.template.node.GetSlice;
import dev.longctx.onnx.internal.template.node.Literal;
import dev.longctx.onnx.internal.template.node.Not;
import dev.longctx.onnx.internal.template.node.Tested;
import dev.longctx.onnx.internal.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what operators join: literals, names, and the attributes, calls and filters behind them.
 */
final class OperandParser {

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final PrimaryParser primaries;

  OperandParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.primaries = new PrimaryParser(tokens, expressions);
  }

  Expression primary() {
    return primaries.primary();
  }

  /** Attributes, items and calls behind an operand. */
  Expression postfix(Expression operand) {
    Expression value = operand;
    while (true) {
      if (tokens.skipOperator(".")) {
        value = attribute(value);
      } else if (tokens.atOperator("[")) {
        value = subscript(value);
      } else if (tokens.atOperator("(")) {
        value = new Call(tokens.line(), value, arguments());
      } else {
        return value;
      }
    }
  }

  private Expression attribute(Expression value) {
    int line = tokens.line();
    if (tokens.at(Kind.INTEGER)) {
      return new GetItem(line, value, new Literal(line, primaries.number()));
    }
    return new GetAttribute(line, value, tokens.expect(Kind.NAME).text());
  }

  private Expression subscript(Expression value) {
    int line = tokens.next().line();
    Expression start = tokens.atOperator(":") ? null : expressions.expression();
    if (start != null && tokens.skipOperator("]")) {
      return new GetItem(line, value, start);
    }
    tokens.expectOperator(":");
    Expression stop = bound();
    Expression step = tokens.skipOperator(":") ? bound() : null;
    tokens.expectOperator("]");
    return new GetSlice(line, value, start, stop, step);
  }

  private @Nullable Expression bound() {
    boolean absent = tokens.atOperator(":") || tokens.atOperator("]");
    return absent ? null : expressions.expression();
  }

  CallArguments arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!tokens.skipOperator(")")) {
      argument(positional, named);
      if (!tokens.atOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new CallArguments(positional, named);
  }

  private void argument(List<Expression> positional, Map<String, Expression> named) {
    if (tokens.at(Kind.NAME) && tokens.following().is(Kind.OPERATOR, "=")) {
      String name = tokens.next().text();
      tokens.next();
      if (named.put(name, expressions.expression()) != null) {
        throw tokens.error("expected each argument once, found '" + name + "' twice");
      }
      return;
    }
    if (!named.isEmpty() || tokens.atOperator("*") || tokens.atOperator("**")) {
      throw tokens.unexpected("an argument with a name");
    }
    positional.add(expressions.expression());
  }

  /** Filters, tests and calls behind an operand with its attributes. */
  Expression filters(Expression operand) {
    Expression value = operand;
    while (true) {
      int line = tokens.line();
      if (tokens.skipOperator("|")) {
        value = new Filtered(line, value, dottedName(), optionalArguments());
      } else if (tokens.skipName("is")) {
        value = test(line, value);
      } else if (tokens.atOperator("(")) {
        value = new Call(line, value, arguments());
      } else {
        return value;
      }
    }
  }

  String dottedName() {
    StringBuilder name = new StringBuilder(tokens.expect(Kind.NAME).text());
    while (tokens.skipOperator(".")) {
      name.append('.').append(tokens.expect(Kind.NAME).text());
    }
    return name.toString();
  }

  CallArguments optionalArguments() {
    return tokens.atOperator("(") ? arguments() : CallArguments.NONE;
  }

  private Expression test(int line, Expression value) {
    boolean negated = tokens.skipName("not");
    String name = dottedName();
    CallArguments arguments =
        atBareArgument()
            ? new CallArguments(List.of(postfix(primary())), Map.of())
            : optionalArguments();
    Expression test = new Tested(line, value, name, arguments);
    return negated ? new Not(line, test) : test;
  }

  /** An argument without parentheses: {@code x is divisibleby 3}. */
  private boolean atBareArgument() {
    if (tokens.atName("is")) {
      throw tokens.error("expected no test behind a test, found 'is'");
    }
    if (tokens.at(Kind.NAME)) {
      return !tokens.atName("else") && !tokens.atName("or") && !tokens.atName("and");
    }
    return tokens.at(Kind.STRING)
        || tokens.at(Kind.INTEGER)
        || tokens.at(Kind.FLOAT)
        || tokens.atOperator("[")
        || tokens.atOperator("{");
  }
}
