package dev.longctx.compress.internal.segment;

/**
 * A JSON object or array that fills its lines; one that the text's end cuts short counts. Its
 * members and elements are the segments (see {@link JsonScanner} for which containers are opened).
 * Several one-line values on successive lines are records: each is one segment and a paragraph.
 */
final class JsonBlock implements Block {
  private final Lines lines;
  private int scannedLine = -1;
  private int retryFrom;
  private JsonScanner scanner;

  JsonBlock(Lines lines) {
    this.lines = lines;
    this.scanner = new JsonScanner(lines.text(), 0);
  }

  @Override
  public boolean begins(int line, boolean inText) {
    if (scannedLine == line) {
      return true;
    }
    int start = lines.start(line);
    if (!isOpening(lines.firstChar(line)) || start < retryFrom) {
      return false;
    }
    scanner = new JsonScanner(lines.text(), start);
    boolean valid = scanner.scan() && fillsLines(line);
    // What was read in vain is not read again, so that many opening brackets cost linear time.
    retryFrom = scanner.end();
    scannedLine = valid ? line : scannedLine;
    return valid;
  }

  @Override
  public int after(int line) {
    int after = line + 1;
    while (after < lines.size() && lines.start(after) < scanner.end()) {
      after++;
    }
    return after;
  }

  @Override
  public void emit(int from, int after, SegmentsBuilder out) {
    int start = lines.start(from);
    int end = lines.end(after - 1);
    if (isRecord(from, after) && end - start <= Segmenter.MAX_SEGMENT_CHARS) {
      out.unit(start, end);
    } else {
      scanner.emit(end, out);
    }
  }

  private boolean fillsLines(int line) {
    int last = after(line) - 1;
    int rest = WhiteSpace.skip(lines.text(), scanner.end(), lines.end(last));
    return rest >= lines.end(last) || isSeparator(rest, lines.end(last));
  }

  private boolean isSeparator(int at, int end) {
    return at + 1 == end && ",;".indexOf(lines.text().charAt(at)) >= 0;
  }

  private boolean isRecord(int from, int after) {
    return after == from + 1 && (looksLikeRecord(from - 1) || looksLikeRecord(after));
  }

  private boolean looksLikeRecord(int line) {
    return line >= 0
        && line < lines.size()
        && !lines.blank(line)
        && isOpening(lines.firstChar(line))
        && "}],;".indexOf(lines.lastChar(line)) >= 0;
  }

  private static boolean isOpening(char c) {
    return c == '{' || c == '[';
  }
}
