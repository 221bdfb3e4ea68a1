package dev.longctx.onnx.internal.template.syntax;

import dev.longctx.onnx.internal.template.node.Target;
import dev.longctx.onnx.internal.template.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what values are assigned to. */
final class TargetParser {

  private static final Set<String> RESERVED =
      Set.of("true", "True", "false", "False", "none", "None", "loop");

  private final TokenStream tokens;

  TargetParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** One target or several separated by commas; {@code members} allows those of namespaces. */
  Target target(boolean members) {
    Target first = single(members);
    if (!tokens.atOperator(",")) {
      return first;
    }
    List<Target> targets = new ArrayList<>(List.of(first));
    while (tokens.skipOperator(",") && (tokens.at(Kind.NAME) || tokens.atOperator("("))) {
      if (tokens.atName("in")) {
        break;
      }
      targets.add(single(members));
    }
    return new Target.Several(targets);
  }

  private Target single(boolean members) {
    if (tokens.skipOperator("(")) {
      tokens.descend();
      Target inside = target(members);
      tokens.expectOperator(")");
      tokens.ascend();
      return inside;
    }
    String name = tokens.expect(Kind.NAME).text();
    if (RESERVED.contains(name)) {
      throw tokens.error("expected a variable, found '" + name + "'");
    }
    return members && tokens.skipOperator(".")
        ? new Target.Member(name, tokens.expect(Kind.NAME).text())
        : new Target.Variable(name);
  }
}
