package dev.longctx.langchain4j.model;

import dev.longctx.api.model.GenerationRequest;
import dev.longctx.api.model.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A server, a model without real pauses, and what goes with them. */
@Timeout(RemoteModelTest.PATIENCE_SECONDS)
abstract class RemoteModelTest {

  /** When to call something stuck; no test needs it to pass, on a slow machine either. */
  static final long PATIENCE_SECONDS = 300;

  static final long SEED = Long.getLong("longctx.seed", 20_260_101L);

  final OpenAiServer server = new OpenAiServer();
  final HandTimers timers = new HandTimers();
  final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<RemoteLanguageModel> models = new ArrayList<>();

  @AfterEach
  void close() {
    server.close();
    models.forEach(RemoteLanguageModel::close);
  }

  RemoteLanguageModel.Builder settings() {
    Random random = new Random(SEED);
    return RemoteLanguageModel.builder().pauses(new Pauses(pauses::add, random::nextDouble));
  }

  RemoteLanguageModel plain() {
    return open(settings().chatModel(server.chat().build()));
  }

  RemoteLanguageModel streaming() {
    return open(settings().streamingChatModel(server.streaming()));
  }

  RemoteLanguageModel open(RemoteLanguageModel.Builder builder) {
    RemoteLanguageModel model = builder.build();
    models.add(model);
    return model;
  }

  static GenerationRequest.Builder request() {
    return GenerationRequest.builder().prompt(Prompt.user("the secret plan"));
  }

  void listen(int sample, String text) {
    heard.add(sample + ":" + text);
  }
}
