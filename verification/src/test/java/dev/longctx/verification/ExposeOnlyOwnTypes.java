package dev.longctx.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a consumer can see of a public class: supertypes, and its public and protected members. */
final class ExposeOnlyOwnTypes extends ArchCondition<JavaClass> {
  private static final Set<JavaModifier> VISIBLE =
      Set.of(JavaModifier.PUBLIC, JavaModifier.PROTECTED);

  ExposeOnlyOwnTypes() {
    super("expose only types of exported packages and the JDK");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (!reachable(type)) {
      return;
    }
    Stream.of(supertypes(type), fields(type), codeUnits(type))
        .flatMap(types -> types)
        .flatMap(signature -> signature.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .filter(exposed -> !allowed(exposed))
        .distinct()
        .forEach(exposed -> events.add(violation(type, exposed)));
  }

  private static boolean reachable(JavaClass type) {
    return visible(type.getModifiers())
        && Optional.ofNullable(type.getEnclosingClass().orElse(null))
            .map(ExposeOnlyOwnTypes::reachable)
            .orElse(true);
  }

  private static Stream<JavaType> supertypes(JavaClass type) {
    return Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
  }

  private static Stream<JavaType> fields(JavaClass type) {
    return type.getFields().stream()
        .filter(ExposeOnlyOwnTypes::visible)
        .map(field -> field.getType());
  }

  private static Stream<JavaType> codeUnits(JavaClass type) {
    return type.getCodeUnits().stream()
        .filter(ExposeOnlyOwnTypes::visible)
        .flatMap(ExposeOnlyOwnTypes::signature);
  }

  private static Stream<JavaType> signature(JavaCodeUnit unit) {
    Stream<JavaType> thrown = unit.getThrowsClause().getTypes().stream().map(type -> type);
    Stream<JavaType> parameters = unit.getParameterTypes().stream();
    return Stream.of(Stream.of(unit.getReturnType()), parameters, thrown).flatMap(types -> types);
  }

  private static boolean visible(JavaMember member) {
    return visible(member.getModifiers());
  }

  private static boolean visible(Set<JavaModifier> modifiers) {
    return modifiers.stream().anyMatch(VISIBLE::contains);
  }

  private static boolean allowed(JavaClass type) {
    String name = type.getPackageName();
    boolean jdk = type.isPrimitive() || name.startsWith("java.");
    boolean exported =
        name.startsWith("dev.longctx.")
            && !name.startsWith("dev.longctx.runs")
            && !name.contains(".internal");
    return jdk || exported;
  }

  private static ConditionEvent violation(JavaClass type, JavaClass exposed) {
    return SimpleConditionEvent.violated(type, type.getName() + " exposes " + exposed.getName());
  }
}
