package io.shanmen.server.admission;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.shanmen.kernel.admission.Direction;
import io.shanmen.kernel.admission.Proof;
import io.shanmen.kernel.admission.ProofResult;
import io.shanmen.kernel.outcome.Outcome;
import io.shanmen.server.admission.feed.Feed;
import io.shanmen.server.admission.feed.FeedCursor;
import io.shanmen.server.admission.gates.Gate;
import io.shanmen.server.admission.gates.GateHealth;
import io.shanmen.server.admission.gates.Gates;
import io.shanmen.server.admission.gates.Heartbeat;
import io.shanmen.server.admission.journal.Journals;
import io.shanmen.server.admission.passage.AuthoriseAnswer;
import io.shanmen.server.admission.passage.Presentations;
import io.shanmen.server.admission.passage.Result;
import io.shanmen.server.identity.OpenToDevices;
import io.shanmen.server.identity.SignedInDevice;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What gates call (docs/protocols/gate-server.md). */
@RestController
@RequestMapping("/api/gate")
@OpenToDevices
class GateController {

  /** What is known of the holder's proof. */
  enum ProofOutcome {
    PASSED,
    FAILED,
    UNAVAILABLE
  }

  /** The result of a second factor; {@code kind} only where it was passed. */
  record ShownProof(@NotNull ProofOutcome result, @Nullable Proof kind) {}

  /** A code that somebody shows. */
  record AuthoriseRequest(
      @NotNull UUID requestId,
      @NotBlank @Size(max = 512) String code,
      @NotBlank @Size(max = 40) String reader,
      @NotNull Direction direction,
      @Min(1) @Max(99) int atMost,
      @Nullable @Valid ShownProof proof,
      @NotNull Instant at) {}

  /** So many people have passed, all told. */
  record ConfirmRequest(
      @NotNull UUID requestId, @Min(0) @Max(9_999) int passed, @NotNull Instant at) {}

  /** What came of it. */
  record ConfirmAnswer(UUID requestId, int passed, boolean late) {}

  /** The presentation is over, or decided at the gate. */
  record ReleaseRequest(
      @NotNull UUID requestId,
      @Min(0) @Max(9_999) int passed,
      @Min(0) @Max(99) int admittedHere,
      @NotNull Instant at) {}

  /** What is free again. */
  record ReleaseAnswer(UUID requestId, int passed, int released) {}

  /** What the gate says of itself every second. */
  record HeartbeatRequest(
      @NotNull Instant at,
      @NotNull UUID bootId,
      @NotBlank @Size(max = 40) String program,
      @NotBlank @Size(max = 20) String mode,
      @Nullable @Size(max = 120) String cursor,
      @Nullable Instant listAsOf,
      @Min(0) long unsynced,
      @Min(0) long lastSeq,
      boolean clockPlausible,
      @NotNull @Size(max = 20) List<@Valid PartState> parts) {

    Heartbeat heartbeat() {
      return new Heartbeat(
          at,
          bootId,
          program,
          mode,
          cursor,
          listAsOf,
          unsynced,
          lastSeq,
          clockPlausible,
          parts.stream()
              .map(part -> new Heartbeat.Part(part.part(), part.state(), part.text()))
              .toList());
    }
  }

  /** A part of the gate. */
  record PartState(
      @NotBlank @Size(max = 20) String part,
      @NotBlank @Pattern(regexp = "OK|FAULT|ABSENT") String state,
      @Nullable @Size(max = 200) String text) {}

  /** What the server says back. */
  record HeartbeatAnswer(Instant serverAt, boolean news, boolean assigned) {}

  /** An item of the feed as it was chained. */
  record RawItem(@JsonRawValue @com.fasterxml.jackson.annotation.JsonValue String json) {}

  /** A page of the feed. */
  record FeedPage(
      boolean reset,
      @Schema(description = "see docs/protocols/gate-server.md") List<RawItem> items,
      String cursor,
      boolean more,
      Instant asOf) {}

  /** An entry of the gate's journal. */
  record EntryUpload(
      @Min(1) long seq,
      @NotNull @Pattern(regexp = "[0-9a-f]{64}") String hash,
      @NotNull @Size(max = Journals.ENTRY_LIMIT_CHARACTERS) String text) {}

  /** Entries of the gate's journal, oldest first. */
  record JournalUpload(
      @NotNull UUID journalId,
      @NotNull @Size(max = Journals.UPLOAD_LIMIT_ENTRIES) List<@Valid EntryUpload> entries) {}

  private final Gates gates;
  private final GateHealth health;
  private final Presentations presentations;
  private final Feed feed;
  private final KeyDelivery keys;
  private final Journals journals;
  private final InstantSource clock;

  GateController(
      Gates gates,
      GateHealth health,
      Presentations presentations,
      Feed feed,
      KeyDelivery keys,
      Journals journals,
      InstantSource clock) {
    this.gates = gates;
    this.health = health;
    this.presentations = presentations;
    this.feed = feed;
    this.keys = keys;
    this.journals = journals;
    this.clock = clock;
  }

  @PostMapping("/authorise")
  Outcome<AuthoriseAnswer> authorise(
      @Valid @RequestBody AuthoriseRequest request, SignedInDevice device) {
    return at(
        device,
        gate ->
            switch (presentations.authorise(showing(request, gate))) {
              case Result.Answered(AuthoriseAnswer answer) -> Outcome.done(answer);
              case Result.OtherContent _ -> Outcome.refused(AdmissionProblem.REQUEST_CONFLICT);
              case Result.Unknown _, Result.OfTicket _, Result.Settled _, Result.Merged _ ->
                  throw wrongResult();
            });
  }

  @PostMapping("/confirm")
  Outcome<ConfirmAnswer> confirm(
      @Valid @RequestBody ConfirmRequest request, SignedInDevice device) {
    return at(
        device,
        gate ->
            settled(
                presentations.confirm(request.requestId(), gate, request.passed(), request.at()),
                done -> new ConfirmAnswer(done.requestId(), done.passed(), done.late())));
  }

  @PostMapping("/release")
  Outcome<ReleaseAnswer> release(
      @Valid @RequestBody ReleaseRequest request, SignedInDevice device) {
    return at(
        device,
        gate ->
            settled(
                presentations.release(
                    request.requestId(),
                    gate,
                    request.passed(),
                    request.admittedHere(),
                    request.at()),
                done -> new ReleaseAnswer(done.requestId(), done.passed(), done.released())));
  }

  @PostMapping("/heartbeat")
  HeartbeatAnswer heartbeat(@Valid @RequestBody HeartbeatRequest request, SignedInDevice device) {
    health.heard(device.terminalId(), request.heartbeat());
    FeedCursor cursor =
        request.cursor() == null ? null : FeedCursor.parse(request.cursor()).orElse(null);
    return new HeartbeatAnswer(
        clock.instant(),
        feed.hasNews(cursor),
        gates.find(device.terminalId()).flatMap(Gate::place).isPresent());
  }

  @GetMapping("/feed")
  Outcome<FeedPage> feed(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "1000") int limit,
      SignedInDevice device) {
    Optional<FeedCursor> from = cursor == null ? Optional.empty() : FeedCursor.parse(cursor);
    if (cursor != null && from.isEmpty()) {
      return Outcome.refused(AdmissionProblem.CURSOR_INVALID);
    }
    Feed.Page page = feed.page(from.orElse(null), Math.clamp(limit, 1, Feed.PAGE_LIMIT_ITEMS));
    return Outcome.done(
        new FeedPage(
            page.reset(),
            keys.forGate(device.terminalId(), page.items()).stream().map(RawItem::new).toList(),
            page.cursor().text(),
            page.more(),
            page.asOf()));
  }

  @PostMapping("/journal")
  Outcome<Journals.Acknowledged> journal(
      @Valid @RequestBody JournalUpload upload, SignedInDevice device) {
    return at(
        device,
        gate ->
            journals.upload(
                gate,
                upload.journalId(),
                upload.entries().stream()
                    .map(
                        entry ->
                            new Journals.Uploaded(
                                entry.seq(), HexFormat.of().parseHex(entry.hash()), entry.text()))
                    .toList()));
  }

  private static Presentations.Showing showing(AuthoriseRequest request, Gate gate) {
    return new Presentations.Showing(
        request.requestId(),
        gate,
        request.reader(),
        request.code(),
        request.direction(),
        request.atMost(),
        proof(request.proof()),
        ContentHash.of(gate.id(), request),
        request.at());
  }

  private static ProofResult proof(@Nullable ShownProof shown) {
    if (shown == null) {
      return ProofResult.NOT_ASKED;
    }
    return switch (shown.result()) {
      case PASSED ->
          shown.kind() == null ? ProofResult.NOT_ASKED : new ProofResult.Passed(shown.kind());
      case FAILED -> new ProofResult.Failed();
      case UNAVAILABLE -> new ProofResult.Unavailable();
    };
  }

  private <T> Outcome<T> at(SignedInDevice device, Function<Gate, Outcome<T>> work) {
    return gates
        .find(device.terminalId())
        .filter(gate -> gate.place().isPresent())
        .map(work)
        .orElseGet(() -> Outcome.refused(AdmissionProblem.GATE_NOT_ASSIGNED));
  }

  private static <T> Outcome<T> settled(Result result, Function<Result.Settled, T> answer) {
    return switch (result) {
      case Result.Settled done -> Outcome.done(answer.apply(done));
      case Result.Unknown _ -> Outcome.refused(AdmissionProblem.REQUEST_UNKNOWN);
      case Result.Answered _, Result.OtherContent _, Result.OfTicket _, Result.Merged _ ->
          throw wrongResult();
    };
  }

  private static IllegalStateException wrongResult() {
    return new IllegalStateException("a result of another kind of command");
  }
}
