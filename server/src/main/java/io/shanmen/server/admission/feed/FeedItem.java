package io.shanmen.server.admission.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that every gate is told. The JSON of each is its fields, with {@code seq}, {@code kind}
 * and {@code at} before them; docs/protocols/gate-server.md explains them to gates.
 */
public sealed interface FeedItem {

  /**
   * A key by which ticket codes are read. What is secret of it is not kept here: it is wrapped for
   * each gate when that gate reads the feed.
   *
   * @param verify the public key, in base64
   */
  record Key(
      int parkNo,
      int number,
      int epoch,
      String suite,
      String state,
      Instant notBefore,
      Instant notAfter,
      String verify)
      implements FeedItem {}

  /** How the park admits; replaces what was told before. */
  record Settings(
      String parkNameZh,
      String parkNameEn,
      String zone,
      LocalTime cutOff,
      Set<LocalDate> holidays,
      Set<LocalDate> workdays,
      Set<LocalDate> peaks,
      Set<LocalDate> blackouts,
      Set<LocalDate> closed,
      Reentry reentry,
      int onlineTimeoutMillis,
      int heartbeatEveryMillis,
      int heartbeatTimeoutMillis,
      int missesToOffline,
      int heartbeatsToOnline,
      int passageTimeoutMillis,
      int sameReaderMillis,
      int maxListAgeMillis)
      implements FeedItem {}

  /** The policy of re-entry (R68), as the kernel takes it. */
  record Reentry(
      int maxPerDay,
      int windowMinutes,
      @Nullable LocalTime lastEntry,
      boolean requireExitScan,
      boolean sameCheckpoint,
      @Nullable String proof) {}

  /**
   * Whether the park takes anybody new (R25); who comes back is not concerned.
   *
   * @param full true while nobody new may enter
   * @param businessDay the day of which it is told: counting begins anew with the next
   */
  record Park(boolean full, LocalDate businessDay) implements FeedItem {}

  /** A checkpoint's name. */
  record Checkpoint(int no, String nameZh, String nameEn) implements FeedItem {}

  /** A gate and its place. */
  record Gate(
      UUID gateId,
      int no,
      String name,
      @Nullable Integer checkpointNo,
      String direction,
      String orderedMode)
      implements FeedItem {}

  /** A ticket type's name, for the display. */
  record Product(int productNo, String nameZh, String nameEn) implements FeedItem {}

  /**
   * A ticket that was sold.
   *
   * @param claims the kernel's encoding of its claims, base64
   */
  record Ticket(long ticketNo, int codeVersion, String state, String claims) implements FeedItem {}

  /** A ticket that changed. */
  record TicketState(long ticketNo, int codeVersion, String state) implements FeedItem {}

  /** One person passed somewhere. */
  record Use(
      long ticketNo,
      UUID requestId,
      int nth,
      UUID gateId,
      int gateNo,
      @Nullable Integer checkpointNo,
      String passage,
      Instant usedAt,
      boolean conflict)
      implements FeedItem {}

  /** Staff orders a gate to open. */
  record OpenOrder(
      UUID orderId, UUID gateId, int people, String reason, String by, Instant notAfter)
      implements FeedItem {}

  /** The kinds in the order in which a snapshot gives them. */
  List<String> KINDS =
      List.of(
          "KEY",
          "SETTINGS",
          "PARK",
          "CHECKPOINT",
          "GATE",
          "PRODUCT",
          "TICKET",
          "TICKET_STATE",
          "USE",
          "OPEN_ORDER");

  /** The name of the kind in JSON. */
  default String kind() {
    return switch (this) {
      case Key _ -> "KEY";
      case Settings _ -> "SETTINGS";
      case Park _ -> "PARK";
      case Checkpoint _ -> "CHECKPOINT";
      case Gate _ -> "GATE";
      case Product _ -> "PRODUCT";
      case Ticket _ -> "TICKET";
      case TicketState _ -> "TICKET_STATE";
      case Use _ -> "USE";
      case OpenOrder _ -> "OPEN_ORDER";
    };
  }

  /** What it is about: a later item with the same kind and key replaces it. */
  default String key() {
    return switch (this) {
      case Key key -> Integer.toString(key.number());
      case Settings _, Park _ -> "park";
      case Checkpoint checkpoint -> Integer.toString(checkpoint.no());
      case Gate gate -> gate.gateId().toString();
      case Product product -> Integer.toString(product.productNo());
      case Ticket ticket -> ticketKey(ticket.ticketNo());
      case TicketState state -> ticketKey(state.ticketNo());
      case Use use -> use.requestId() + "/" + use.nth();
      case OpenOrder order -> order.orderId().toString();
    };
  }

  /** Whether a gate that starts anew must know it: an order to open is over by then. */
  default boolean kept() {
    return !(this instanceof OpenOrder);
  }

  private static String ticketKey(long ticketNo) {
    return "%012d".formatted(ticketNo);
  }
}
