package dev.longctx.onnx.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.OnnxOptions;
import dev.longctx.onnx.testing.ModelCopy;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriticResourceTest {

  @TempDir private Path temp;
  private URLClassLoader loader = new URLClassLoader(new URL[0]);

  @BeforeEach
  void open() throws IOException {
    Path critics = temp.resolve("META-INF/longctx/critics");
    ModelCopy.ofCritic("term-overlap", critics);
    ModelCopy.ofCritic("tiny-cprs-external", critics);
    loader = new URLClassLoader(new URL[] {temp.toUri().toURL()}, null);
  }

  @AfterEach
  void close() throws IOException {
    loader.close();
  }

  @Test
  void opensFromTheGivenLoader() {
    Critic critic = Critic.resource("term-overlap", loader);
    try (CriticSession session = critic.open(OnnxOptions.defaults())) {
      assertThat(session.countTokens("the Senate")).isEqualTo(2);
    }
  }

  @Test
  void findsTheContextLoaderOfTheThread() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      assertThat(Critic.resource("term-overlap").manifest().name()).isEqualTo("term-overlap");
    } finally {
      thread.setContextClassLoader(before);
    }
    assertThatThrownBy(() -> Critic.resource("term-overlap"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "resource META-INF/longctx/critics/term-overlap/longctx.json: expected a readable"
                + " file");
  }

  @Test
  void refusesExternalDataInAResource() {
    Critic critic = Critic.resource("tiny-cprs-external", loader);
    assertThatThrownBy(() -> critic.open(OnnxOptions.defaults()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("expected a file in a directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a/b", "../term-overlap", "a.b", "-a"})
  void refusesNamesThatAreNoFolder(String name) {
    assertThatThrownBy(() -> Critic.resource(name, loader))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("critic name: expected letters");
  }
}
