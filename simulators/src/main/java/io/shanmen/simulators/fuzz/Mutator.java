package io.shanmen.simulators.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Spoils good samples: flips, cuts, repeats, joins and inserts what parsers stumble over. The same
 * random numbers give the same inputs.
 */
final class Mutator {

  private static final int LENGTH_LIMIT_BYTES = 4_096;

  /** Numbers at the edges, signs, quotes, ends of things, the beginnings of our own formats. */
  private static final List<byte[]> DICTIONARY =
      List.of(
          bytes("0"),
          bytes("-1"),
          bytes("2147483648"),
          bytes("9223372036854775808"),
          bytes("1e999"),
          bytes("null"),
          bytes("true"),
          bytes("[]"),
          bytes("{}"),
          bytes("\""),
          bytes("\\u0000"),
          bytes("\\ud800"),
          bytes("'"),
          bytes(":"),
          bytes("|"),
          bytes("%"),
          bytes("MEN"),
          bytes("9999-12-31"),
          bytes("+999999999-12-31T23:59:59Z"),
          new byte[] {0},
          new byte[] {'\r'},
          new byte[] {'\n'},
          new byte[] {0x7E},
          new byte[] {0x7F},
          new byte[] {0x1B},
          new byte[] {0x1D},
          new byte[] {(byte) 0xFF, (byte) 0xFE},
          new byte[] {(byte) 0xC0, (byte) 0xAF});

  private final List<byte[]> samples;

  Mutator(List<byte[]> samples) {
    this.samples = List.copyOf(samples);
  }

  byte[] next(RandomGenerator random) {
    if (random.nextInt(32) == 0) {
      byte[] noise = new byte[random.nextInt(256)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] input = one(random).clone();
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      input = spoil(input, random);
    }
    return input.length > LENGTH_LIMIT_BYTES ? slice(input, 0, LENGTH_LIMIT_BYTES) : input;
  }

  private byte[] spoil(byte[] input, RandomGenerator random) {
    int from = random.nextInt(input.length + 1);
    int to = from + random.nextInt(Math.min(24, input.length - from) + 1);
    return switch (random.nextInt(8)) {
      case 0 -> flip(input, random);
      case 1 -> replace(input, from, to, new byte[0]);
      case 2 -> replace(input, from, from, slice(input, from, to));
      case 3 -> replace(input, from, to, DICTIONARY.get(random.nextInt(DICTIONARY.size())));
      case 4 -> replace(input, from, from, DICTIONARY.get(random.nextInt(DICTIONARY.size())));
      case 5 -> slice(input, 0, from);
      case 6 -> replace(input, from, input.length, tail(one(random), random));
      default -> overwrite(input, random);
    };
  }

  private byte[] one(RandomGenerator random) {
    return samples.get(random.nextInt(samples.size()));
  }

  private static byte[] flip(byte[] input, RandomGenerator random) {
    if (input.length > 0) {
      input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return input;
  }

  private static byte[] overwrite(byte[] input, RandomGenerator random) {
    if (input.length > 0) {
      input[random.nextInt(input.length)] = (byte) random.nextInt();
    }
    return input;
  }

  private static byte[] tail(byte[] sample, RandomGenerator random) {
    return slice(sample, random.nextInt(sample.length + 1), sample.length);
  }

  private static byte[] replace(byte[] input, int from, int to, byte[] by) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(input.length + by.length);
    all.write(input, 0, from);
    all.writeBytes(by);
    all.write(input, to, input.length - to);
    return all.toByteArray();
  }

  private static byte[] slice(byte[] input, int from, int to) {
    return java.util.Arrays.copyOfRange(input, from, to);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
