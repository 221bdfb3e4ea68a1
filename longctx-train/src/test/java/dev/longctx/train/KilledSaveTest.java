package dev.longctx.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longctx.api.training.AdamW;
import dev.longctx.api.training.TrainingException;
import dev.longctx.train.internal.checkpoint.WeightsDigest;
import dev.longctx.train.internal.file.Disk;
import dev.longctx.train.internal.file.LocalDisk;
import dev.longctx.train.testing.FailingDisk;
import dev.longctx.train.testing.Goldens;
import dev.longctx.train.testing.SupervisedLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends a save after each of its changes in turn. */
final class KilledSaveTest {

  private static final int MOST_CHANGES = 500;

  /** What is saved, and how it is read again. */
  enum Saved {
    MODEL {
      @Override
      void save(TorchPolicy policy, Disk disk, Path place) {
        policy.save(disk, place);
      }

      @Override
      String read(TorchPolicy reader, Path place) {
        try (TorchPolicy opened = TorchPolicy.open(place)) {
          return digest(opened);
        }
      }
    },
    ADAPTERS {
      @Override
      void save(TorchPolicy policy, Disk disk, Path place) {
        policy.saveAdapters(disk, place);
      }

      @Override
      String read(TorchPolicy reader, Path place) {
        TorchPolicyBuilder builder = TorchPolicy.builder().config(Goldens.config("llama"));
        try (TorchPolicy opened = builder.randomWeights(1).adapters(place).open()) {
          return digest(opened);
        }
      }
    },
    CHECKPOINT {
      @Override
      void save(TorchPolicy policy, Disk disk, Path place) {
        policy.checkpoint(disk, place);
      }

      @Override
      String read(TorchPolicy reader, Path place) {
        reader.restore(place);
        return digest(reader);
      }
    };

    abstract void save(TorchPolicy policy, Disk disk, Path place);

    abstract String read(TorchPolicy reader, Path place);
  }

  @TempDir private Path directory;
  private Path place;
  private TorchPolicy before;
  private TorchPolicy after;
  private TorchPolicy reader;

  @BeforeEach
  void open() {
    place = directory.resolve("place");
    before = adapted();
    after = adapted();
    reader = adapted();
    SupervisedLoss.backward(after, Goldens.sequences());
    after.step(AdamW.builder().learningRate(1e-2).build());
    SupervisedLoss.backward(after, Goldens.sequences());
    after.step(AdamW.builder().learningRate(1e-2).build());
  }

  private static TorchPolicy adapted() {
    return TorchPolicy.builder()
        .config(Goldens.config("llama"))
        .randomWeights(1)
        .lora(new LoraConfig(2, 4, Set.of("q_proj")), 3)
        .open();
  }

  @AfterEach
  void close() {
    before.close();
    after.close();
    reader.close();
  }

  @ParameterizedTest
  @EnumSource
  void aKillAtAnyMomentLeavesTheOldOrTheNew(Saved saved) throws IOException {
    Set<String> seen = new HashSet<>();
    int changes = 0;
    boolean killed = true;
    while (killed) {
      saved.save(before, new LocalDisk(), place);
      assertThat(children()).containsExactly(place);
      killed = isKilled(saved, changes);
      String found = saved.read(reader, place);
      assertThat(found).as("after %d changes", changes).isIn(digest(before), digest(after));
      seen.add(found);
      changes++;
      assertThat(changes).isLessThan(MOST_CHANGES);
    }
    assertThat(changes).isGreaterThan(10);
    assertThat(seen).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void aKillOfTheFirstSaveLeavesNothingOrTheNew(Saved saved) throws IOException {
    boolean killed = true;
    for (int changes = 0; killed; changes++) {
      Path fresh = directory.resolve("deep" + changes).resolve("place");
      killed = isKilled(saved, changes, fresh);
      if (Files.exists(fresh)) {
        assertThat(saved.read(reader, fresh)).isEqualTo(digest(after));
      } else {
        assertThatExceptionOfType(TrainingException.class)
            .isThrownBy(() -> saved.read(reader, fresh))
            .returns(TrainingException.Reason.CHECKPOINT, TrainingException::reason);
      }
      saved.save(after, new LocalDisk(), fresh);
      assertThat(saved.read(reader, fresh)).isEqualTo(digest(after));
      assertThat(changes).isLessThan(MOST_CHANGES);
    }
  }

  private boolean isKilled(Saved saved, int changes) {
    return isKilled(saved, changes, place);
  }

  private boolean isKilled(Saved saved, int changes, Path where) {
    try {
      saved.save(after, FailingDisk.crashAfter(changes), where);
      return false;
    } catch (FailingDisk.Crash e) {
      return true;
    }
  }

  @Test
  void aKillWhileTheOldOneIsBroughtBackLosesNothing() throws IOException {
    before.checkpoint(place);
    Files.move(place, directory.resolve(".place.longctx-old"));
    for (int changes = 0; changes < 3; changes++) {
      isKilled(Saved.CHECKPOINT, changes);
    }
    assertThat(Saved.CHECKPOINT.read(reader, place)).isEqualTo(digest(before));
  }

  @ParameterizedTest
  @EnumSource
  void aChangeThatFailsIsReportedAndLeavesTheOldOrTheNewInPlace(Saved saved) throws IOException {
    boolean past = false;
    for (int changes = 0; !past; changes++) {
      saved.save(before, new LocalDisk(), place);
      boolean failed = isRefused(saved, FailingDisk.failAfter(changes));
      assertThat(place).exists();
      String found = saved.read(reader, place);
      assertThat(found).isIn(digest(before), digest(after));
      past = !failed && children().size() == 1;
      assertThat(failed || found.equals(digest(after))).isTrue();
      assertThat(changes).isLessThan(MOST_CHANGES);
    }
  }

  private boolean isRefused(Saved saved, Disk disk) {
    try {
      saved.save(after, disk, place);
      return false;
    } catch (TrainingException e) {
      assertThat(e.reason()).isEqualTo(TrainingException.Reason.CHECKPOINT);
      assertThat(e).hasMessageContaining("no space left");
      return true;
    }
  }

  private Set<Path> children() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new HashSet<>(files.toList());
    }
  }

  private static String digest(TorchPolicy policy) {
    String[] digest = new String[1];
    policy.syncTo(weights -> digest[0] = WeightsDigest.of(weights));
    return digest[0];
  }
}
