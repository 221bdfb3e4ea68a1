package dev.longctx.align.testing;

import dev.longctx.api.Cancellation;
import dev.longctx.api.TokenCounter;
import dev.longctx.api.model.Completion;
import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.LanguageModel;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.model.Sampling;
import dev.longctx.api.reasoning.Answer;
import dev.longctx.api.reasoning.Candidate;
import dev.longctx.api.reasoning.Policy;
import dev.longctx.api.reasoning.PolicyListener;
import dev.longctx.api.reasoning.Reading;

/** Continues the text and the question; whatever comes is the answer. */
public record TextPolicy(LanguageModel model, int samples) implements Policy {

  @Override
  public Answer answer(
      String question, Reading reading, Cancellation cancellation, PolicyListener listener) {
    Prompt prompt = prompt(question, reading);
    GenerationRequest request =
        GenerationRequest.builder()
            .prompt(prompt)
            .maxTokens(8)
            .samples(samples)
            .sampling(Sampling.builder().temperature(1).build())
            .seed(3)
            .build();
    return Answers.of(
        prompt,
        0,
        model.generate(request).completions().stream()
            .map(TextPolicy::candidate)
            .toArray(Candidate[]::new));
  }

  private static Candidate candidate(Completion completion) {
    return Answers.candidate(completion.text(), completion.tokens(), completion.text());
  }

  @Override
  public Prompt prompt(String question, Reading reading) {
    return Prompt.text(reading.text() + "\n" + question);
  }

  @Override
  public TokenCounter tokenCounter() {
    return model.tokenCounter();
  }

  @Override
  public void close() {
    throw new AssertionError("closed by the code under test");
  }
}
