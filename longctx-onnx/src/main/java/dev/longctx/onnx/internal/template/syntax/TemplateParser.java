package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.onnx.internal.template.node.Assignment;
import dev.longctx.onnx.internal.template.node.BlockAssignment;
import dev.longctx.onnx.internal.template.node.Conditional;
import dev.longctx.onnx.internal.template.node.Data;
import dev.longctx.onnx.internal.template.node.Expression;
import dev.longctx.onnx.internal.template.node.Jump;
import dev.longctx.onnx.internal.template.node.Loop;
import dev.longctx.onnx.internal.template.node.MacroDefinition;
import dev.longctx.onnx.internal.template.node.Print;
import dev.longctx.onnx.internal.template.node.Scoped;
import dev.longctx.onnx.internal.template.node.Statement;
import dev.longctx.onnx.internal.template.node.Statement.Flow;
import dev.longctx.onnx.internal.template.node.Target;
import dev.longctx.onnx.internal.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads whole templates. */
public final class TemplateParser {

  /** The longest template, in UTF-16 units. */
  static final int MAX_LENGTH = 1 << 18;

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final TargetParser targets;

  /** How many loops a break would leave before it reaches the border of a macro or the like. */
  private int loops;

  private TemplateParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens);
    this.targets = new TargetParser(tokens);
  }

  /**
   * Reads a template.
   *
   * @throws dev.longctx.api.ModelException if it is none, or uses an unknown tag
   */
  public static List<Statement> parse(String source, Origin origin) {
    if (source.length() > MAX_LENGTH) {
      throw origin.error(
          1, "expected at most %d characters, found %d".formatted(MAX_LENGTH, source.length()));
    }
    TokenStream tokens = new TokenStream(Lexer.tokens(source, origin), origin);
    return new TemplateParser(tokens).statements(Set.of());
  }

  /** Statements up to the tag that ends them, whose name becomes the current token. */
  private List<Statement> statements(Set<String> ends) {
    tokens.descend();
    List<Statement> statements = new ArrayList<>();
    while (!tokens.at(Kind.END)) {
      int line = tokens.line();
      if (tokens.at(Kind.DATA)) {
        statements.add(new Data(line, tokens.next().text()));
      } else if (tokens.at(Kind.PRINT_BEGIN)) {
        statements.add(print());
      } else {
        tokens.expect(Kind.TAG_BEGIN);
        if (tokens.at(Kind.NAME) && ends.contains(tokens.current().text())) {
          tokens.ascend();
          return statements;
        }
        statements.add(tag());
        tokens.expect(Kind.TAG_END);
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.unexpected("one of the tags " + ends.stream().sorted().toList());
    }
    return statements;
  }

  private Statement print() {
    int line = tokens.next().line();
    Expression expression = expressions.expressions(true);
    tokens.expect(Kind.PRINT_END);
    return new Print(line, expression);
  }

  private Statement tag() {
    Token tag = tokens.expect(Kind.NAME);
    return switch (tag.text()) {
      case "if" -> conditional(tag.line());
      case "for" -> loop(tag.line());
      case "set" -> assignment(tag.line());
      case "macro" -> macro(tag.line());
      case "generation" -> new Scoped(tag.line(), apart("endgeneration"));
      case "break" -> jump(tag, Flow.BREAK);
      case "continue" -> jump(tag, Flow.CONTINUE);
      default -> throw tokens.error("unknown tag '" + tag.text() + "'");
    };
  }

  /** The inside of a tag up to one of the tags that end it. */
  private List<Statement> body(String... ends) {
    tokens.skipOperator(":");
    tokens.expect(Kind.TAG_END);
    return statements(Set.of(ends));
  }

  private Statement conditional(int line) {
    List<Conditional.Branch> branches = new ArrayList<>();
    do {
      Expression condition = expressions.expressions(false);
      branches.add(new Conditional.Branch(condition, body("elif", "else", "endif")));
    } while (tokens.skipName("elif"));
    List<Statement> otherwise = tokens.skipName("else") ? body("endif") : List.of();
    tokens.expectName("endif");
    return new Conditional(line, branches, otherwise);
  }

  private Statement loop(int line) {
    Target target = targets.target(false);
    tokens.expectName("in");
    Expression items = expressions.expressions(false);
    Expression condition = tokens.skipName("if") ? expressions.expression() : null;
    if (tokens.atName("recursive")) {
      throw tokens.error("unknown tag 'for ... recursive'");
    }
    loops++;
    List<Statement> body = body("endfor", "else");
    loops--;
    List<Statement> otherwise = tokens.skipName("else") ? body("endfor") : List.of();
    tokens.expectName("endfor");
    return new Loop(line, target, items, condition, body, otherwise);
  }

  private Statement assignment(int line) {
    Target target = targets.target(true);
    if (tokens.skipOperator("=")) {
      return new Assignment(line, target, expressions.expressions(true));
    }
    List<BlockAssignment.FilterUse> filters = new ArrayList<>();
    OperandParser operands = expressions.operands();
    while (tokens.skipOperator("|")) {
      String name = operands.dottedName();
      filters.add(new BlockAssignment.FilterUse(name, operands.optionalArguments()));
    }
    return new BlockAssignment(line, target, filters, apart("endset"));
  }

  private Statement macro(int line) {
    String name = tokens.expect(Kind.NAME).text();
    List<MacroDefinition.Parameter> parameters = new ArrayList<>();
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      String parameter = tokens.expect(Kind.NAME).text();
      Expression otherwise = tokens.skipOperator("=") ? expressions.expression() : null;
      parameters.add(new MacroDefinition.Parameter(parameter, otherwise));
      if (!tokens.atOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new MacroDefinition(line, name, parameters, apart("endmacro"));
  }

  /** A body that no break or continue can leave. */
  private List<Statement> apart(String end) {
    int around = loops;
    loops = 0;
    List<Statement> body = body(end);
    tokens.expectName(end);
    loops = around;
    return body;
  }

  private Statement jump(Token tag, Flow flow) {
    if (loops == 0) {
      throw tokens.error("expected '" + tag.text() + "' inside a loop, found it outside");
    }
    return new Jump(tag.line(), flow);
  }
}
