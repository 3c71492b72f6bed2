package io.shanmen.gate.link;

import io.shanmen.gate.agent.Agent;
import io.shanmen.gate.agent.Errors;
import io.shanmen.gate.agent.NanoClock;
import io.shanmen.gate.clock.DisciplinedClock;
import io.shanmen.gate.store.Journal;
import io.shanmen.gate.store.JournalEvent;
import io.shanmen.gate.store.ParkSettings.Times;
import io.shanmen.gate.store.StoreFailure;
import io.shanmen.gate.store.SyncedList;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps gate and server in step: a heartbeat each second, the feed downwards whenever there is
 * news, the journal upwards whenever something was written. Every request is sent and looked after
 * later, so that no step waits.
 */
public final class SyncAgent implements Agent {
  private static final int FEED_LIMIT_ITEMS = 500;
  private static final Duration FEED_LIMIT = Duration.ofSeconds(20);
  private static final Duration PROOF_LIMIT = Duration.ofSeconds(5);
  private static final long UPLOAD_EVERY_NANOS = NanoClock.millis(300);
  private static final long RETRY_NANOS = NanoClock.millis(1_000);
  private static final long REVOKED_RETRY_NANOS = NanoClock.millis(60_000);
  private static final long PRUNE_EVERY_NANOS = NanoClock.millis(3_600_000);
  private static final int SMALLEST_UPLOAD_ENTRIES = 1;

  /** What the agent works with. */
  public record Context(
      ParkHttp http,
      Connection connection,
      SyncedList list,
      Journal journal,
      DisciplinedClock clock,
      NanoClock nanos,
      Errors errors) {}

  /** What the heartbeat says of the gate, see docs/protocols/gate-server.md, §4. */
  public interface Health {
    /** Adds {@code mode} and {@code parts}. */
    void describe(ObjectNode heartbeat);
  }

  /** A request under way and what to do with its answer. */
  private record Pending(CompletableFuture<Reply> reply, Consumer<Reply> then) {}

  private final Context context;
  private final Health health;
  private final UUID bootId;
  private final String program;
  private final Consumer<Long> clockSet;
  private final List<Pending> pending = new ArrayList<>();
  private boolean proving;
  private boolean beating;
  private boolean feeding;
  private boolean uploading;
  private boolean news = true;
  private boolean reachable;
  private long nextProofNanos;
  private long nextBeatNanos;
  private long nextFeedNanos;
  private long nextUploadNanos;
  private long nextPruneNanos;
  private int uploadLimit = Journal.UPLOAD_LIMIT_ENTRIES;
  private long conflicts;

  /**
   * An agent for one gate.
   *
   * @param clockSet told by how many milliseconds the clock was set at once
   */
  public SyncAgent(
      Context context, Health health, UUID bootId, String program, Consumer<Long> clockSet) {
    this.context = context;
    this.health = health;
    this.bootId = bootId;
    this.program = program;
    this.clockSet = clockSet;
    long now = context.nanos().nanoTime();
    nextProofNanos = now;
    nextBeatNanos = now;
    nextFeedNanos = now;
    nextUploadNanos = now;
    nextPruneNanos = now;
  }

  @Override
  public String role() {
    return "gate-sync";
  }

  @Override
  public int doWork() {
    int work = collect();
    long now = context.nanos().nanoTime();
    if (now - nextPruneNanos >= 0) {
      nextPruneNanos = now + PRUNE_EVERY_NANOS;
      context.journal().prune(acknowledged(), context.clock().instant());
    }
    if (!context.http().hasSession()) {
      return work + prove(now);
    }
    work += beat(now);
    if (reachable) {
      work += fetch(now);
      work += upload(now);
    }
    return work;
  }

  /** Passages of this gate that the server merged as conflicts, since the program started. */
  public long conflicts() {
    return conflicts;
  }

  private int collect() {
    List<Pending> done = pending.stream().filter(one -> one.reply().isDone()).toList();
    for (Pending one : done) {
      // Removed first: what fails here is counted once, and the others wait for the next step.
      pending.remove(one);
      try {
        one.then().accept(one.reply().join());
      } catch (StoreFailure e) {
        context.errors().add("list", e);
        nextFeedNanos = context.nanos().nanoTime() + RETRY_NANOS;
        nextUploadNanos = nextFeedNanos;
      }
    }
    return done.size();
  }

  private int prove(long now) {
    if (proving || now - nextProofNanos < 0) {
      return 0;
    }
    proving = true;
    later(
        context.http().prove(PROOF_LIMIT),
        reply -> {
          proving = false;
          boolean revoked = reply.isRevoked();
          nextProofNanos =
              context.nanos().nanoTime() + (revoked ? REVOKED_RETRY_NANOS : RETRY_NANOS);
          if (revoked) {
            revoked();
          } else if (reply.isMiss()) {
            lost();
          } else if (!reply.isGood()) {
            context.errors().add("link", "proof refused: " + reply.status() + reply.problem());
          }
        });
    return 1;
  }

  private int beat(long now) {
    if (beating || now - nextBeatNanos < 0) {
      return 0;
    }
    Times times = times();
    nextBeatNanos = now + NanoClock.millis(times.heartbeatEvery());
    ObjectNode body = heartbeat();
    beating = true;
    later(
        context
            .http()
            .post("/api/gate/heartbeat", body, Duration.ofMillis(times.heartbeatTimeout())),
        reply -> {
          beating = false;
          heardBeat(reply);
        });
    return 1;
  }

  private ObjectNode heartbeat() {
    Journal journal = context.journal();
    long lastSeq = journal.lastSeq();
    Instant listAsOf = context.list().asOf();
    ObjectNode body = ParkHttp.JSON.createObjectNode();
    body.put("at", context.clock().instant().toString());
    body.put("bootId", bootId.toString());
    body.put("program", program);
    body.put("cursor", context.list().cursor());
    body.put("listAsOf", listAsOf == null ? null : listAsOf.toString());
    body.put("unsynced", lastSeq - context.list().acknowledged(journal.id()));
    body.put("lastSeq", lastSeq);
    body.put("clockPlausible", context.clock().isPlausible());
    health.describe(body);
    return body;
  }

  private void heardBeat(Reply reply) {
    if (reply.isGood()) {
      reachable = true;
      if (context.connection().isRevoked()) {
        context.list().revoked(false);
      }
      Instant serverAt = Instant.parse(reply.body().path("serverAt").asString());
      long set = context.clock().hear(serverAt, reply.roundTripNanos(), reply.receivedNanos());
      if (set != 0) {
        clockSet.accept(set);
      }
      context
          .connection()
          .goodHeartbeat(
              reply.body().path("assigned").asBoolean(true),
              context.journal().lastSeq() <= acknowledged());
      news |= reply.body().path("news").asBoolean(true);
      if (!news && !feeding) {
        context.list().isCompleteAt(serverAt);
      }
    } else if (reply.isRevoked()) {
      revoked();
      nextBeatNanos = context.nanos().nanoTime() + REVOKED_RETRY_NANOS;
    } else if (reply.isMiss()) {
      lost();
    } else if (reply.status() != 401) {
      context.errors().add("link", "heartbeat refused: " + reply.status() + reply.problem());
    }
  }

  private void lost() {
    reachable = false;
    context.connection().miss();
  }

  private int fetch(long now) {
    if (feeding || !news || now - nextFeedNanos < 0) {
      return 0;
    }
    String cursor = context.list().cursor();
    String query =
        "?limit=" + FEED_LIMIT_ITEMS + (cursor == null ? "" : "&cursor=" + encode(cursor));
    feeding = true;
    later(
        context.http().get("/api/gate/feed" + query, FEED_LIMIT),
        reply -> {
          feeding = false;
          if (reply.isGood()) {
            take(reply.body());
          } else {
            nextFeedNanos = context.nanos().nanoTime() + RETRY_NANOS;
            if (reply.problem().equals("CURSOR_INVALID")) {
              context.list().forgetCursor();
            }
            failed("feed", reply);
          }
        });
    return 1;
  }

  private void take(JsonNode body) {
    List<JsonNode> items = new ArrayList<>();
    body.path("items").forEach(items::add);
    boolean more = body.path("more").asBoolean(false);
    SyncedList.Page page =
        new SyncedList.Page(
            body.path("reset").asBoolean(false),
            items,
            body.path("cursor").asString(),
            more,
            Instant.parse(body.path("asOf").asString()));
    context.list().apply(page).forEach(wrong -> context.errors().add("feed", wrong));
    news = more;
  }

  private int upload(long now) {
    if (uploading || now - nextUploadNanos < 0) {
      return 0;
    }
    nextUploadNanos = now + UPLOAD_EVERY_NANOS;
    UUID journalId = context.journal().id();
    long acknowledged = context.list().acknowledged(journalId);
    if (context.journal().lastSeq() <= acknowledged) {
      return 0;
    }
    List<Journal.Entry> entries = context.journal().after(acknowledged);
    ObjectNode body = ParkHttp.JSON.createObjectNode();
    body.put("journalId", journalId.toString());
    ArrayNode list = body.putArray("entries");
    entries.stream()
        .limit(uploadLimit)
        .forEach(
            entry ->
                list.addObject()
                    .put("seq", entry.seq())
                    .put("hash", entry.hash())
                    .put("text", entry.text()));
    uploading = true;
    later(
        context.http().post("/api/gate/journal", body, FEED_LIMIT),
        reply -> {
          uploading = false;
          heardUpload(journalId, reply);
        });
    return 1;
  }

  private void heardUpload(UUID journalId, Reply reply) {
    if (reply.isGood()) {
      context.list().acknowledge(journalId, reply.body().path("ackSeq").asLong());
      conflicts += reply.body().path("conflicts").size();
      uploadLimit = Journal.UPLOAD_LIMIT_ENTRIES;
      // There may be more: a gate that comes back from a day alone need not wait.
      nextUploadNanos = context.nanos().nanoTime();
      return;
    }
    nextUploadNanos = context.nanos().nanoTime() + RETRY_NANOS;
    switch (reply.problem()) {
      case "JOURNAL_GAP" -> {
        long expected = reply.body().path("params").path("expectedSeq").asLong(1);
        context.list().acknowledge(journalId, expected - 1);
        if (!context.journal().has(expected)) {
          beginAnew("the server lacks entries that are no longer kept");
        }
      }
      case "JOURNAL_BROKEN" -> {
        long taken = reply.body().path("params").path("ackSeq").asLong(acknowledged());
        context.list().acknowledge(journalId, Math.min(taken, context.journal().lastSeq()));
        beginAnewAfterRefusal("the earlier chain was refused");
      }
      // This gate was enrolled anew, or its disk is the copy of another one's.
      case "JOURNAL_OF_OTHER_GATE" ->
          beginAnewAfterRefusal("the earlier journal is another gate's");
      default -> {
        if (reply.status() == 413) {
          uploadLimit = Math.max(SMALLEST_UPLOAD_ENTRIES, uploadLimit / 2);
        }
        failed("journal", reply);
      }
    }
  }

  private void beginAnewAfterRefusal(String why) {
    if (acknowledged() == 0) {
      // It took nothing of this journal: asking every second would only fill the disk.
      nextUploadNanos = context.nanos().nanoTime() + REVOKED_RETRY_NANOS;
    }
    beginAnew(why);
  }

  private void beginAnew(String why) {
    context.errors().add("journal", why + ": a new journal begins");
    context.journal().beginAnew(acknowledged());
    context
        .journal()
        .append(context.clock().instant(), new JournalEvent.Fault(JournalEvent.Part.JOURNAL, why));
  }

  private void failed(String what, Reply reply) {
    if (reply.isRevoked()) {
      revoked();
    } else if (!reply.isMiss() && reply.status() != 401) {
      context.errors().add("link", what + " refused: " + reply.status() + reply.problem());
    }
  }

  private void revoked() {
    context.connection().revoke();
    context.list().revoked(true);
  }

  /**
   * Remembers what to do with a reply. Whatever is under way is said to be so only after this, when
   * nothing can fail any more: what is believed to be under way is not begun again.
   */
  private void later(CompletableFuture<Reply> reply, Consumer<Reply> then) {
    CompletableFuture<Reply> certain =
        reply.exceptionally(
            failure -> {
              context.errors().add("link", String.valueOf(failure));
              return Reply.NONE;
            });
    pending.add(new Pending(certain, then));
  }

  private Times times() {
    return context.list().facts().settings().times();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What else wants the current times; here because the list is. */
  public static Supplier<Times> timesOf(SyncedList list) {
    return () -> list.facts().settings().times();
  }

  /** For a status page: whether the server answered the last request. */
  public boolean isReachable() {
    return reachable;
  }

  /** For a status page: up to which entry the server has the journal at hand. */
  public long acknowledged() {
    return context.list().acknowledged(context.journal().id());
  }
}
