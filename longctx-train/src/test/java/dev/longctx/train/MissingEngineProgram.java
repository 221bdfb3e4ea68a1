package dev.longctx.train;

import dev.longctx.api.training.TrainingException;

/** Prints what a policy says where the engine's native library is not on the class path. */
final class MissingEngineProgram {

  private MissingEngineProgram() {}

  public static void main(String[] args) {
    try (TorchPolicy policy = PolicyFixture.single("llama")) {
      System.out.println("expected a failure, found " + policy.maxTokens() + " tokens");
    } catch (TrainingException e) {
      System.out.println(e.reason() + " " + e.getMessage());
    }
  }
}
