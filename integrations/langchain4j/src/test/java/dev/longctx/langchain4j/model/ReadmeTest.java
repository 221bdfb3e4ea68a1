package dev.longctx.langchain4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The code in README compiles, because it is this. */
class ReadmeTest {

  private static final String SOURCE =
      "src/test/java/dev/longctx/langchain4j/model/ReadmeTest.java";

  @SuppressWarnings("unused")
  private static RemoteLanguageModel fromTheEnvironment() {
    // begin
    String url = System.getenv("LLM_URL"); // for instance http://127.0.0.1:8000/v1
    String key = System.getenv("LLM_API_KEY");
    String name = System.getenv("LLM_MODEL");

    RemoteLanguageModel model =
        RemoteLanguageModel.builder()
            .chatModel(
                OpenAiChatModel.builder()
                    .baseUrl(url)
                    .apiKey(key)
                    .modelName(name)
                    .maxRetries(0) // the language model has its own
                    .returnThinking(true)
                    .timeout(Duration.ofMinutes(10))
                    .build())
            .streamingChatModel(
                OpenAiStreamingChatModel.builder()
                    .baseUrl(url)
                    .apiKey(key)
                    .modelName(name)
                    .returnThinking(true)
                    .timeout(Duration.ofMinutes(10))
                    .build())
            .maxTokens(128_000)
            .sampleParameters(
                (common, seed) -> {
                  var parameters = OpenAiChatRequestParameters.builder().overrideWith(common);
                  seed.ifPresent(value -> parameters.seed((int) value));
                  return parameters.build();
                })
            .build();
    // end
    return model;
  }

  @Test
  void showsCodeThatCompiles() throws IOException {
    String source = Files.readString(Path.of(SOURCE));
    String code = source.substring(source.indexOf("// begin\n"), source.indexOf("\n    // end\n"));
    String shown = code.substring("// begin\n".length()).stripIndent();
    assertThat(Files.readString(Path.of("README.md"))).contains("```java\n" + shown + "\n```");
  }
}
