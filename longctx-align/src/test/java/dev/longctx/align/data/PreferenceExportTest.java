package dev.longctx.align.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longctx.api.model.ChatMessage;
import dev.longctx.api.model.Prompt;
import dev.longctx.api.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferenceExportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Triple> TRIPLES = List.of(Samples.triple("a"), Samples.triple("b"));
  private static final ContextPrompt WITH_SYSTEM =
      (question, documents) ->
          Prompt.chat(
              ChatMessage.system("Be brief."),
              ChatMessage.user(documents.size() + " documents: " + question));

  @TempDir Path folder;

  @Test
  void writesTheShareGptPreferenceFormatOfLlamaFactory() throws IOException {
    PreferenceExport.builder()
        .prompt(WITH_SYSTEM)
        .build()
        .writeLlamaFactory(folder, "solo", TRIPLES);

    JsonNode examples = JSON.readTree(folder.resolve("solo.json").toFile());
    assertThat(examples).hasSize(2);
    assertThat(examples.get(0))
        .isEqualTo(
            JSON.readTree(
                """
                {"id": "a",
                 "conversations": [
                   {"from": "system", "value": "Be brief."},
                   {"from": "human", "value": "1 documents: Which river?"}],
                 "chosen": {"from": "gpt", "value": "The Aude."},
                 "rejected": {"from": "gpt", "value": "It is not stated."},
                 "long_conversations": [
                   {"from": "system", "value": "Be brief."},
                   {"from": "human", "value": "3 documents: Which river?"}],
                 "answers": ["Aude", "River Aude"]}
                """));
    assertThat(JSON.readTree(folder.resolve("dataset_info.json").toFile()))
        .isEqualTo(
            JSON.readTree(
                """
                {"solo": {"file_name": "solo.json", "formatting": "sharegpt", "ranking": true,
                  "columns": {"messages": "conversations", "chosen": "chosen",
                              "rejected": "rejected"}}}
                """));
  }

  @Test
  void leavesTheOtherDataSetsOfAFolderAlone() throws IOException {
    Files.writeString(
        folder.resolve("dataset_info.json"), "{\"mine\": {\"file_name\": \"m.json\"}}");
    PreferenceExport export = PreferenceExport.builder().context(ContextLength.LONG).build();
    export.writeLlamaFactory(folder, "solo", TRIPLES);
    export.writeLlamaFactory(folder, "solo", List.of());

    JsonNode info = JSON.readTree(folder.resolve("dataset_info.json").toFile());
    assertThat(info.path("mine").path("file_name").asText()).isEqualTo("m.json");
    assertThat(info).hasSize(2);
    assertThat(JSON.readTree(folder.resolve("solo.json").toFile())).isEmpty();
  }

  @Test
  void refusesADescriptionThatIsNoObject() throws IOException {
    Files.writeString(folder.resolve("dataset_info.json"), "[1]");
    PreferenceExport export = PreferenceExport.builder().build();

    assertThatThrownBy(() -> export.writeLlamaFactory(folder, "solo", TRIPLES))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("dataset_info.json: expected a JSON object, found array");
    assertThat(Files.readString(folder.resolve("dataset_info.json"))).isEqualTo("[1]");
  }

  @Test
  void writesTheConversationalPreferenceFormatOfTrl() throws IOException {
    Path file = folder.resolve("trl.jsonl");
    PreferenceExport.builder()
        .prompt(WITH_SYSTEM)
        .context(ContextLength.LONG)
        .build()
        .writeTrl(file, TRIPLES);

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    assertThat(JSON.readTree(lines.get(0)))
        .isEqualTo(
            JSON.readTree(
                """
                {"id": "a",
                 "prompt": [{"role": "system", "content": "Be brief."},
                            {"role": "user", "content": "3 documents: Which river?"}],
                 "chosen": [{"role": "assistant", "content": "The Aude."}],
                 "rejected": [{"role": "assistant", "content": "It is not stated."}],
                 "short_prompt": [{"role": "system", "content": "Be brief."},
                                  {"role": "user", "content": "1 documents: Which river?"}],
                 "answers": ["Aude", "River Aude"]}
                """));
  }

  @Test
  void writesTheStandardPreferenceFormatOfTrlForPlainTexts() throws IOException {
    Path file = folder.resolve("trl.jsonl");
    PreferenceExport.builder()
        .prompt((question, documents) -> Prompt.text(documents.size() + ": " + question))
        .build()
        .writeTrl(file, TRIPLES.subList(0, 1));

    assertThat(JSON.readTree(Files.readString(file)))
        .isEqualTo(
            JSON.readTree(
                """
                {"id": "a", "prompt": "1: Which river?", "chosen": "The Aude.",
                 "rejected": "It is not stated.", "long_prompt": "3: Which river?",
                 "answers": ["Aude", "River Aude"]}
                """));
  }

  @Test
  void refusesPromptsThatTheFormatHasNoPlaceFor() {
    PreferenceExport tokens =
        PreferenceExport.builder().prompt((question, documents) -> Prompt.tokens(1)).build();
    assertThatThrownBy(() -> tokens.writeTrl(folder.resolve("x"), TRIPLES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prompt: expected a conversation or text, found tokens");
    PreferenceExport answered =
        PreferenceExport.builder()
            .prompt(
                (question, documents) ->
                    Prompt.chat(ChatMessage.user("a"), ChatMessage.assistant("b")))
            .build();
    assertThatThrownBy(() -> answered.writeLlamaFactory(folder, "solo", TRIPLES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("prompt: expected the user's turn at its end, found none");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesANameThatIsAPath() {
    PreferenceExport export = PreferenceExport.builder().build();

    assertThatThrownBy(() -> export.writeLlamaFactory(folder, "../solo", TRIPLES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found ../solo");
  }
}
