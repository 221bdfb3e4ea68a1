package dev.longctx.langchain4j.model;

/** Where an attempt's text goes while it comes in. */
interface PieceSink {

  /** Nobody reads along. */
  PieceSink NONE =
      new PieceSink() {
        @Override
        public boolean listens() {
          return false;
        }

        @Override
        public void show(String piece) {}
      };

  /** Shows pieces to the generating thread. */
  static PieceSink of(int sample, EventQueue events) {
    return new PieceSink() {
      @Override
      public boolean listens() {
        return true;
      }

      @Override
      public void show(String piece) throws InterruptedException {
        if (!piece.isEmpty()) {
          events.put(new SampleEvent.Piece(sample, piece));
        }
      }
    };
  }

  boolean listens();

  /** Waits where the reader is slow. */
  void show(String piece) throws InterruptedException;
}
