package dev.longctx.onnx.internal.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the fields of one protobuf message in place. Every length is checked against the message's
 * end. Not thread-safe.
 */
final class ProtobufReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] data;
  private final int end;
  private int position;
  private int field;
  private int wireType;
  private int valueStart;
  private long number;

  ProtobufReader(byte[] data) {
    this(data, 0, data.length);
  }

  private ProtobufReader(byte[] data, int start, int end) {
    this.data = data;
    this.position = start;
    this.end = end;
  }

  /** Moves to the next field; false at the end of the message. */
  boolean next() {
    if (position == end) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    wireType = (int) tag & 7;
    if (tag < 0 || tag > 0xFFFF_FFFFL || field < 1) {
      throw garbled("a field number", "tag " + tag);
    }
    skipValue();
    return true;
  }

  /** The number of the current field. */
  int field() {
    return field;
  }

  /** The current field as a message. */
  ProtobufReader message() {
    requireLengthDelimited();
    return new ProtobufReader(data, valueStart, position);
  }

  /** The current field as text. */
  String text() {
    requireLengthDelimited();
    return new String(data, valueStart, position - valueStart, StandardCharsets.UTF_8);
  }

  /** The current field as an integer. */
  long number() {
    if (wireType != VARINT) {
      throw garbled("field " + field + " to be an integer", "wire type " + wireType);
    }
    return number;
  }

  /** The integers of the current field, one or packed. */
  List<Long> numbers() {
    if (wireType == VARINT) {
      return List.of(number);
    }
    ProtobufReader packed = message();
    List<Long> numbers = new ArrayList<>();
    while (packed.position < packed.end) {
      numbers.add(packed.varint());
    }
    return numbers;
  }

  /** Where the current field's bytes begin in the whole. */
  int start() {
    requireLengthDelimited();
    return valueStart;
  }

  /** How many bytes the current field has. */
  int length() {
    requireLengthDelimited();
    return position - valueStart;
  }

  private void requireLengthDelimited() {
    if (wireType != LENGTH_DELIMITED) {
      throw garbled("field " + field + " to have a length", "wire type " + wireType);
    }
  }

  private void skipValue() {
    valueStart = position;
    switch (wireType) {
      case VARINT -> number = varint();
      case FIXED64 -> skip(8);
      case FIXED32 -> skip(4);
      case LENGTH_DELIMITED -> {
        long length = varint();
        valueStart = position;
        skip(length);
      }
      default -> throw garbled("wire type 0, 1, 2 or 5", "wire type " + wireType);
    }
  }

  private void skip(long length) {
    if (length < 0 || length > end - position) {
      throw garbled("at most " + (end - position) + " more bytes", Long.toUnsignedString(length));
    }
    position += (int) length;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position == end) {
        throw garbled("an integer", "the end");
      }
      byte b = data[position++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw garbled("an integer of at most 10 bytes", "a longer one");
  }

  private MalformedOnnxException garbled(String expected, String found) {
    return new MalformedOnnxException(
        "expected %s at byte %d, found %s".formatted(expected, position, found));
  }
}
