package dev.longctx.align.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.longctx.api.Document;
import dev.longctx.api.training.TrainingException;
import dev.longctx.api.training.TrainingException.Reason;
import dev.longctx.runs.file.WholeFile;
import dev.longctx.runs.json.Fields;
import dev.longctx.runs.json.Json;
import dev.longctx.runs.json.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Triples in a file of UTF-8, a JSON object a line, with the fields {@code id, question, evidence,
 * short_context, long_context, chosen, rejected, answers}; documents have {@code id} and {@code
 * text}.
 *
 * <p>All fields are needed, none may stand twice, and each id names one triple; other fields are
 * ignored, so that tools may add theirs.
 */
public final class TripleFile {

  private TripleFile() {}

  /**
   * Reads triples.
   *
   * @param file lines of at most 64 Mi UTF-16 code units each
   * @return its triples, in order
   * @throws TrainingException if the file cannot be read or a line is no triple; the message has
   *     the line
   */
  public static List<Triple> read(Path file) {
    Set<String> ids = new HashSet<>();
    return JsonLines.read(
        file,
        Reason.FAILED,
        Json.MAX_CHARACTERS,
        line -> {
          Triple triple = triple(line);
          if (!ids.add(triple.id())) {
            throw new IllegalArgumentException(
                "id: expected one that no other triple has, found " + triple.id());
          }
          return triple;
        });
  }

  /**
   * Writes triples. What stood there before is replaced at once or, if this fails, stays.
   *
   * @param file where; its folder is made where it is missing
   * @param triples what
   * @throws TrainingException if it cannot be written
   */
  public static void write(Path file, Iterable<Triple> triples) {
    try {
      WholeFile.write(
          file,
          writer -> {
            for (Triple triple : triples) {
              writer.append(Json.line(json(triple))).append('\n');
            }
          });
    } catch (IOException e) {
      throw new TrainingException(Reason.FAILED, file + ": cannot be written: " + e, e);
    }
  }

  private static Triple triple(JsonNode line) {
    return new Triple(
        Fields.text(line, "id"),
        Fields.text(line, "question"),
        Fields.texts(line, "evidence"),
        Fields.list(line, "short_context", TripleFile::document),
        Fields.list(line, "long_context", TripleFile::document),
        Fields.text(line, "chosen"),
        Fields.text(line, "rejected"),
        Fields.texts(line, "answers"));
  }

  private static Document document(JsonNode node) {
    return Document.of(Fields.text(node, "id"), Fields.text(node, "text"));
  }

  private static ObjectNode json(Triple triple) {
    ObjectNode line = Json.object();
    line.put("id", triple.id()).put("question", triple.question());
    triple.evidence().forEach(line.putArray("evidence")::add);
    documents(line.putArray("short_context"), triple.shortContext());
    documents(line.putArray("long_context"), triple.longContext());
    line.put("chosen", triple.chosen()).put("rejected", triple.rejected());
    triple.answers().forEach(line.putArray("answers")::add);
    return line;
  }

  private static void documents(ArrayNode array, List<Document> context) {
    context.forEach(
        document -> array.addObject().put("id", document.id()).put("text", document.text()));
  }
}
