package dev.longctx.examples.training.reinforce;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is compared: recipes by algorithms, with the same number of sampled responses. */
enum Arm {
  /** The policy as it is. */
  BASE(null, null),
  FULL_GRPO(Recipe.FULL, Algorithm.GRPO),
  NO_WARM_UP_GRPO(Recipe.NO_WARM_UP, Algorithm.GRPO),
  NO_RETROSPECTION_GRPO(Recipe.NO_RETROSPECTION, Algorithm.GRPO),
  SINGLE_STAGE_GRPO(Recipe.SINGLE_STAGE, Algorithm.GRPO),
  MIXED_GRPO(Recipe.MIXED, Algorithm.GRPO),
  FULL_DAPO(Recipe.FULL, Algorithm.DAPO),
  NO_WARM_UP_DAPO(Recipe.NO_WARM_UP, Algorithm.DAPO),
  NO_RETROSPECTION_DAPO(Recipe.NO_RETROSPECTION, Algorithm.DAPO),
  SINGLE_STAGE_DAPO(Recipe.SINGLE_STAGE, Algorithm.DAPO),
  MIXED_DAPO(Recipe.MIXED, Algorithm.DAPO);

  private final @Nullable Recipe recipe;
  private final @Nullable Algorithm algorithm;

  Arm(@Nullable Recipe recipe, @Nullable Algorithm algorithm) {
    this.recipe = recipe;
    this.algorithm = algorithm;
  }

  /** How files and tables call it. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it does; empty where it is not trained. */
  Optional<Recipe> recipe() {
    return Optional.ofNullable(recipe);
  }

  /** By what it learns; empty where it is not trained. */
  Optional<Algorithm> algorithm() {
    return Optional.ofNullable(algorithm);
  }

  /** All arms that learn by an algorithm. */
  static List<Arm> by(Algorithm algorithm) {
    return Arrays.stream(values()).filter(arm -> arm.algorithm == algorithm).toList();
  }

  /** All that distinguishes it. */
  String settings(ReinforcePlan plan) {
    return recipe == null || algorithm == null
        ? title()
        : "%s: %s, %s".formatted(title(), recipe.curriculum(plan), algorithm.with(plan.training()));
  }
}
