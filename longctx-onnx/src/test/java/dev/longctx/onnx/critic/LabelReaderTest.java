package dev.longctx.onnx.critic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.longctx.api.ModelException;
import dev.longctx.onnx.ListedFile;
import dev.longctx.onnx.ModelVariant;
import dev.longctx.onnx.Quantisation;
import dev.longctx.onnx.critic.CriticManifest.Graph;
import dev.longctx.onnx.critic.CriticManifest.Labels;
import dev.longctx.onnx.critic.CriticManifest.LmLogits;
import dev.longctx.onnx.critic.CriticManifest.Prompt;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelReaderTest {

  private static final Labels BIOE = new Labels(LabelScheme.BIOE, List.of("B", "I", "O", "E"));

  private static CriticManifest manifest(Labels labels, @Nullable LmLogits head) {
    return new CriticManifest(
        "critic",
        "t",
        labels,
        new Prompt(PromptTemplate.NONE, null, null),
        8,
        8,
        null,
        null,
        0.5,
        new Graph("logits", Optional.ofNullable(head)),
        List.of(new ModelVariant("cpu", "m", "fp32", Quantisation.NONE)),
        List.of(new ListedFile("t", 1, "0".repeat(64)), new ListedFile("m", 1, "0".repeat(64))),
        "Apache-2.0",
        Map.of());
  }

  private static TokenLabels read(Labels labels, float... logits) {
    LabelReader reader = new LabelReader(manifest(labels, null));
    int tokens = logits.length / labels.scheme().classes();
    return reader.read(Map.of("logits", FloatBuffer.wrap(logits)), 0, tokens, 3, null);
  }

  private static LmLogits head(TagNormalisation normalisation) {
    return new LmLogits("lm", List.of("fact", "none", "chain"), "none", normalisation);
  }

  private static float keep(TagNormalisation normalisation, @Nullable String tag, float... lm) {
    LabelReader reader = new LabelReader(manifest(BIOE, head(normalisation)));
    float[] even = {0, 0, 0, 0};
    return reader
        .read(Map.of("logits", FloatBuffer.wrap(even), "lm", FloatBuffer.wrap(lm)), 0, 1, 0, tag)
        .keep(0);
  }

  @Test
  void bioeKeepsWhatIsNotOutside() {
    TokenLabels labels = read(BIOE, 0, 0, 0, 0, 0, 0, 100, 0, 1, 2, -100, 3);
    assertThat(labels.keep(0)).isEqualTo(0.75f);
    assertThat(labels.keep(1)).isZero();
    assertThat(labels.keep(2)).isEqualTo(1f);
    assertThat(List.of(labels.label(0), labels.label(1), labels.label(2)))
        .isEqualTo(List.of(0, 2, 3));
  }

  @Test
  void keepAndDropComeInTheManifestsOrder() {
    float expected = (float) (1 / (1 + Math.exp(-2)));
    Labels keepFirst = new Labels(LabelScheme.KEEP_DROP, List.of("keep", "drop"));
    Labels dropFirst = new Labels(LabelScheme.KEEP_DROP, List.of("drop", "keep"));
    assertThat(read(keepFirst, 3, 1).keep(0)).isEqualTo(expected, within(1e-6f));
    assertThat(read(dropFirst, 1, 3).keep(0)).isEqualTo(expected, within(1e-6f));
    assertThat(read(dropFirst, 1, 3).label(0)).isEqualTo(1);
  }

  @Test
  void aKeepScoreIsASigmoid() {
    Labels score = new Labels(LabelScheme.KEEP_SCORE, List.of("keep"));
    TokenLabels labels = read(score, 0, -1000, 1000, Float.NEGATIVE_INFINITY);
    assertThat(labels.keep(0)).isEqualTo(0.5f);
    assertThat(labels.keep(1)).isZero();
    assertThat(labels.keep(2)).isEqualTo(1f);
    assertThat(labels.keep(3)).isZero();
    assertThat(labels.label(0)).isEqualTo(1);
    assertThat(labels.label(1)).isZero();
  }

  @Test
  void namesTheTokenAndWindowOfNaN() {
    assertThatThrownBy(() -> read(BIOE, 0, 0, 0, 0, 0, 0, Float.NaN, 0))
        .isInstanceOf(ModelException.class)
        .hasMessage("critic critic: expected a number for token 1 of window 3, found NaN");
    assertThatThrownBy(() -> read(BIOE, Float.NaN, 0, 0, 0)).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> read(BIOE, Float.POSITIVE_INFINITY, 0, 0, 0))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void multipliesByTheWantedTagOrByAllButTheOutsideWord() {
    float half = (float) Math.log(0.5);
    float tenth = (float) Math.log(0.1);
    float fifth = (float) Math.log(0.2);
    assertThat(keep(TagNormalisation.VOCABULARY, "chain", half, tenth, fifth))
        .isEqualTo(0.75f * 0.2f, within(1e-6f));
    assertThat(keep(TagNormalisation.VOCABULARY, null, half, tenth, fifth))
        .isEqualTo(0.75f * 0.7f, within(1e-6f));
    assertThat(keep(TagNormalisation.VOCABULARY, "other", half, tenth, fifth))
        .isEqualTo(0.75f * 0.7f, within(1e-6f));
    assertThat(keep(TagNormalisation.TAG_WORDS, "fact", half, tenth, fifth))
        .isEqualTo(0.75f * 0.5f / 0.8f, within(1e-6f));
    assertThatThrownBy(() -> keep(TagNormalisation.TAG_WORDS, null, half, Float.NaN, fifth))
        .isInstanceOf(ModelException.class);
  }

  @Test
  void refusesLogitsWhereTheManifestSaysLogProbabilities() {
    assertThatThrownBy(() -> keep(TagNormalisation.VOCABULARY, "chain", 1, 2, 3))
        .isInstanceOf(ModelException.class)
        .hasMessage("graph: lmLogits: expected log-probabilities for VOCABULARY, found 3.0");
  }
}
