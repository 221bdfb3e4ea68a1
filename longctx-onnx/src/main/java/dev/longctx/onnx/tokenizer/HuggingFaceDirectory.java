package dev.longctx.onnx.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.ModelException;
import dev.longctx.onnx.internal.files.BoundedFile;
import dev.longctx.onnx.internal.json.JsonText;
import dev.longctx.onnx.internal.template.ChatPrompt;
import dev.longctx.onnx.internal.tokenizer.TextBorders;
import dev.longctx.onnx.internal.tokenizer.TextTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The tokenizer's files of a Hugging Face directory. */
final class HuggingFaceDirectory {

  private static final int MAX_TOKENIZER = 128 << 20;
  private static final int MAX_CONFIG = 16 << 20;
  private static final byte[] NO_CONFIGURATION = "{}".getBytes(UTF_8);

  private final Path directory;
  private final Path tokenizerFile;
  private final byte[] tokenizerJson;
  private final TextBorders borders;
  private final int vocabulary;

  HuggingFaceDirectory(Path directory) {
    this.directory = directory;
    tokenizerFile = directory.resolve("tokenizer.json");
    tokenizerJson = BoundedFile.read(tokenizerFile, MAX_TOKENIZER);
    ObjectNode config = read("config.json");
    borders =
        TextBorders.read(
            tokenizerJson,
            tokenizerFile.toString(),
            config,
            read("generation_config.json"),
            read("tokenizer_config.json"));
    vocabulary = vocabulary(config);
  }

  private ObjectNode read(String name) {
    Path file = directory.resolve(name);
    return Files.exists(file)
        ? JsonText.parseObject(BoundedFile.read(file, MAX_CONFIG), file.toString())
        : JsonNodeFactory.instance.objectNode();
  }

  private int vocabulary(ObjectNode config) {
    JsonNode size = config.path("vocab_size");
    if (size.isMissingNode()) {
      return borders.maxId() + 1;
    }
    if (!size.isInt() || size.intValue() < 1) {
      throw new ModelException(
          "%s: vocab_size: expected a number above 0, found %s"
              .formatted(directory.resolve("config.json"), size));
    }
    return size.intValue();
  }

  String name() {
    return "tokenizer of " + directory;
  }

  int vocabulary() {
    return vocabulary;
  }

  TextBorders borders() {
    return borders;
  }

  TextTokenizer open() {
    List<String> promptTokens = new ArrayList<>(borders.ends());
    if (borders.begin() != null) {
      promptTokens.add(borders.begin());
    }
    return TextTokenizer.loadForPrompts(
        tokenizerJson, tokenizerFile.toString(), promptTokens, vocabulary);
  }

  /** Conversations, by the template that stands alone or the one in the configuration. */
  ChatPrompt chats(Collection<String> controlTokens) {
    Path config = directory.resolve("tokenizer_config.json");
    Path template = directory.resolve("chat_template.jinja");
    byte[] configuration =
        Files.exists(config) ? BoundedFile.read(config, MAX_CONFIG) : NO_CONFIGURATION;
    return Files.exists(template)
        ? ChatPrompt.of(
            configuration,
            config.toString(),
            new String(BoundedFile.read(template, MAX_CONFIG), UTF_8),
            template.toString(),
            controlTokens)
        : ChatPrompt.of(configuration, config.toString(), controlTokens);
  }
}
