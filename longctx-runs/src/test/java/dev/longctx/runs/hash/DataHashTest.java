package dev.longctx.runs.hash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DataHashTest {

  /** What folders of earlier runs hold must stay true. */
  @Test
  void isTheSha256OfLengthsAndBytes() {
    assertThat(new DataHash().value())
        .isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(new DataHash().add("\u00e9").add(new int[] {1, -2}).add(0.5).value())
        .isEqualTo("sha256:bcb929be5de0ae0eeb366affc46df927a9336500676e791badfe552f5a8e3be4");
  }

  @Test
  void tellsApartWhereATextEnds() {
    assertThat(new DataHash().add("ab").add("c").value())
        .isNotEqualTo(new DataHash().add("a").add("bc").value());
  }
}
