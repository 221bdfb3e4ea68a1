package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.onnx.internal.template.node.And;
import dev.longctx.onnx.internal.template.node.Arithmetic;
import dev.longctx.onnx.internal.template.node.Choice;
import dev.longctx.onnx.internal.template.node.Comparisons;
import dev.longctx.onnx.internal.template.node.Concatenation;
import dev.longctx.onnx.internal.template.node.Expression;
import dev.longctx.onnx.internal.template.node.ListLiteral;
import dev.longctx.onnx.internal.template.node.Not;
import dev.longctx.onnx.internal.template.node.Or;
import dev.longctx.onnx.internal.template.node.Signed;
import dev.longctx.onnx.internal.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads expressions, the loosest operators first. */
final class ExpressionParser {

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> SUMS = Set.of("+", "-");
  private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");

  private final TokenStream tokens;
  private final OperandParser operands;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, this);
  }

  OperandParser operands() {
    return operands;
  }

  /** One expression. */
  Expression expression() {
    return choice(true);
  }

  /** Expressions separated by commas are a tuple; {@code choices} allows an inline if. */
  Expression expressions(boolean choices) {
    int line = tokens.line();
    Expression first = choice(choices);
    if (!tokens.atOperator(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (tokens.skipOperator(",") && !atEndOfTuple()) {
      items.add(choice(choices));
    }
    return new ListLiteral(line, items, true);
  }

  private boolean atEndOfTuple() {
    return tokens.at(Kind.PRINT_END)
        || tokens.at(Kind.TAG_END)
        || tokens.atOperator(")")
        || tokens.atName("in");
  }

  private Expression choice(boolean choices) {
    tokens.descend();
    int line = tokens.line();
    Expression value = or();
    while (choices && tokens.skipName("if")) {
      Expression condition = or();
      Expression otherwise = tokens.skipName("else") ? choice(true) : null;
      value = new Choice(line, condition, value, otherwise);
    }
    tokens.ascend();
    return value;
  }

  private Expression or() {
    int line = tokens.line();
    Expression left = and();
    while (tokens.skipName("or")) {
      left = new Or(line, left, and());
    }
    return left;
  }

  private Expression and() {
    int line = tokens.line();
    Expression left = not();
    while (tokens.skipName("and")) {
      left = new And(line, left, not());
    }
    return left;
  }

  private Expression not() {
    int line = tokens.line();
    if (!tokens.skipName("not")) {
      return comparisons();
    }
    tokens.descend();
    Expression value = new Not(line, not());
    tokens.ascend();
    return value;
  }

  private Expression comparisons() {
    int line = tokens.line();
    Expression first = sum();
    List<Comparisons.Link> links = new ArrayList<>();
    for (String operator = comparison(); operator != null; operator = comparison()) {
      links.add(new Comparisons.Link(operator, sum()));
    }
    return links.isEmpty() ? first : new Comparisons(line, first, links);
  }

  private @Nullable String comparison() {
    if (tokens.at(Kind.OPERATOR) && COMPARISONS.contains(tokens.current().text())) {
      return tokens.next().text();
    }
    if (tokens.skipName("in")) {
      return "in";
    }
    if (tokens.atName("not") && tokens.following().is(Kind.NAME, "in")) {
      tokens.next();
      tokens.next();
      return "not in";
    }
    return null;
  }

  private boolean at(Set<String> operators) {
    return tokens.at(Kind.OPERATOR) && operators.contains(tokens.current().text());
  }

  private Expression sum() {
    int line = tokens.line();
    Expression left = concatenation();
    while (at(SUMS)) {
      left = new Arithmetic(line, tokens.next().text(), left, concatenation());
    }
    return left;
  }

  private Expression concatenation() {
    int line = tokens.line();
    Expression first = product();
    if (!tokens.atOperator("~")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (tokens.skipOperator("~")) {
      parts.add(product());
    }
    return new Concatenation(line, parts);
  }

  private Expression product() {
    int line = tokens.line();
    Expression left = power();
    while (at(PRODUCTS)) {
      left = new Arithmetic(line, tokens.next().text(), left, power());
    }
    return left;
  }

  private Expression power() {
    int line = tokens.line();
    Expression left = signed(true);
    while (tokens.skipOperator("**")) {
      left = new Arithmetic(line, "**", left, signed(true));
    }
    return left;
  }

  /** A filter behind a sign takes the number with its sign. */
  private Expression signed(boolean filters) {
    int line = tokens.line();
    Expression value;
    if (at(SUMS)) {
      tokens.descend();
      value = new Signed(line, tokens.next().text().equals("-"), signed(false));
      tokens.ascend();
    } else {
      value = operands.primary();
    }
    Expression whole = operands.postfix(value);
    return filters ? operands.filters(whole) : whole;
  }
}
