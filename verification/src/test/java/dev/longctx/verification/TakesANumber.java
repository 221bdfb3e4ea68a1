package dev.longctx.verification;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;

/** Calls such as {@code x.mul(2)}, whose operand DJL frees although autograd goes on to read it. */
final class TakesANumber extends DescribedPredicate<JavaMethodCall> {

  TakesANumber() {
    super("combines a tensor with a number");
  }

  @Override
  public boolean test(JavaMethodCall call) {
    return call.getTargetOwner().getName().startsWith("ai.djl.")
        && call.getTargetOwner().getSimpleName().endsWith("NDArray")
        && call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals(Number.class.getName()));
  }
}
