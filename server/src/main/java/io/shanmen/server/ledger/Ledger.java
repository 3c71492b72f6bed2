package io.shanmen.server.ledger;

import io.shanmen.kernel.ledger.AccountId;
import io.shanmen.kernel.ledger.Balances;
import io.shanmen.kernel.ledger.Transfer;
import io.shanmen.kernel.ledger.Transfer.Sides;
import io.shanmen.kernel.ledger.TransferId;
import io.shanmen.kernel.ledger.TransferResult;
import io.shanmen.server.foundation.Ids;
import io.shanmen.server.foundation.Moment;
import io.shanmen.server.foundation.ParkClock;
import io.shanmen.server.ledger.PostingBook.Touched;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The face of the module: posts transfers in sets and adds them up.
 *
 * <p>Posting joins the caller's transaction and decides in the order of the list by the kernel's
 * rules; each member has a result of its own. Assets and expenses grow by debits, debts and revenue
 * by credits: a cash sale debits the drawer and credits revenue.
 */
@Component
public class Ledger {

  private final LedgerStore store;
  private final Ids ids;
  private final ParkClock clock;

  Ledger(LedgerStore store, Ids ids, ParkClock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes sure that these accounts exist; one statement for all of them. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(Collection<AccountRef> accounts) {
    Set<AccountRef> distinct = Set.copyOf(accounts);
    if (!distinct.isEmpty()) {
      store.open(distinct);
    }
  }

  /**
   * From now on nothing can be moved on these accounts, except that holds are voided.
   *
   * @param accounts accounts with a limit: the others have no balance whose lock keeps out those
   *     who post meanwhile
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void close(Collection<AccountId> accounts) {
    store.lock(accounts);
    if (store.close(accounts) != accounts.size()) {
      throw new IllegalArgumentException("only accounts with a limit are closed: " + accounts);
    }
  }

  /**
   * Posts transfers, each for itself.
   *
   * @param now when, as in every other book that the caller changes with it
   * @return one result for each, in their order
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<TransferResult> post(List<? extends Transfer> transfers, Moment now) {
    return postChains(transfers.stream().map(List::<Transfer>of).toList(), now);
  }

  /**
   * Posts chains of transfers; the transfers of a chain take effect all or none.
   *
   * @param now when, as in every other book that the caller changes with it
   * @return one result for each transfer, in their order
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<TransferResult> postChains(List<List<Transfer>> chains, Moment now) {
    if (chains.isEmpty()) {
      return List.of();
    }
    Touching touching = new Touching();
    chains.forEach(chain -> chain.forEach(touching::add));
    PostingBook book = new PostingBook(read(touching, now.at()), now.at());
    List<TransferResult> results = chains.stream().map(book::apply).flatMap(List::stream).toList();
    store.write(book, now);
    return results;
  }

  /**
   * Moves amounts for the first time, in chains of which all members take effect or none; opens the
   * accounts that do not exist yet. Takes two statements, however many there are.
   *
   * @param now when, as in every other book that the caller changes with it
   * @return one result for each movement, in their order
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<TransferResult> move(List<List<Movement>> chains, Moment now) {
    if (chains.isEmpty()) {
      return List.of();
    }
    Set<AccountRef> touched =
        chains.stream()
            .flatMap(List::stream)
            .flatMap(movement -> Stream.of(movement.debit(), movement.credit()))
            .collect(Collectors.toSet());
    Set<AccountId> accounts = touched.stream().map(AccountRef::id).collect(Collectors.toSet());
    LedgerStore.Locked locked = store.lock(accounts);
    if (locked.accounts().size() < accounts.size()) {
      store.open(touched);
      locked = store.lock(accounts);
    }
    Touching touching = new Touching();
    touching.accounts.addAll(accounts);
    PostingBook book = new PostingBook(read(touching, locked, new HashMap<>(), now.at()), now.at());
    List<TransferResult> results =
        chains.stream()
            .map(chain -> chain.stream().<Transfer>map(this::firstMove).toList())
            .map(book::apply)
            .flatMap(List::stream)
            .toList();
    store.append(book, now);
    return results;
  }

  private Transfer.Move firstMove(Movement movement) {
    return new Transfer.Move(
        new TransferId(ids.next()),
        new Sides(movement.debit().id(), movement.credit().id()),
        movement.amount(),
        movement.cause());
  }

  /** The four sums of each account, zero where nothing was posted. */
  @Transactional(readOnly = true)
  public Map<AccountId, Balances> balances(Collection<AccountId> accounts) {
    Map<AccountId, Balances> known = new HashMap<>(store.keptBalances(accounts));
    List<AccountId> others =
        accounts.stream().filter(account -> !known.containsKey(account)).toList();
    if (!others.isEmpty()) {
      known.putAll(store.sums(others));
      others.forEach(account -> known.putIfAbsent(account, Balances.ZERO));
    }
    return known;
  }

  /** What was posted on an account, by reason, in the order of the codes. */
  @Transactional(readOnly = true)
  public List<ReasonSum> sumsByReason(AccountId account) {
    return store.sumsByReason(account);
  }

  /** Frees what was held too long; returns how many holds it ended. */
  @Transactional
  int expireHolds(int limitHolds) {
    Moment now = clock.now();
    List<TransferId> over = store.holdsThatAreOver(now.at(), limitHolds);
    if (over.isEmpty()) {
      return 0;
    }
    Touching touching = new Touching();
    touching.holds.addAll(over);
    PostingBook book = new PostingBook(read(touching, now.at()), now.at());
    store.write(book, now);
    return book.appended().size();
  }

  /** What a set of transfers names. */
  private static final class Touching {
    final Set<TransferId> ids = new HashSet<>();
    final Set<TransferId> holds = new HashSet<>();
    final Set<AccountId> accounts = new HashSet<>();

    void add(Sides sides) {
      accounts.add(sides.debit());
      accounts.add(sides.credit());
    }

    void add(Transfer transfer) {
      ids.add(transfer.id());
      switch (transfer) {
        case Transfer.Move move -> add(move.sides());
        case Transfer.Hold hold -> add(hold.sides());
        case Transfer.Post post -> holds.add(post.hold());
        case Transfer.Void release -> holds.add(release.hold());
      }
    }
  }

  /** Reads what is touched: first holds, then balances, each locked in the order of their keys. */
  private Touched read(Touching touching, Instant now) {
    Map<TransferId, Row> rows = new HashMap<>();
    if (!touching.holds.isEmpty()) {
      rows.putAll(store.lockHolds(touching.holds));
      rows.values().forEach(row -> touching.add(row.entry().sides()));
    }
    LedgerStore.Locked locked = store.lock(touching.accounts);
    if (!touching.ids.isEmpty()) {
      rows.putAll(store.transfers(touching.ids));
    }
    return read(touching, locked, rows, now);
  }

  /** The same, when the accounts are locked and the rows of the ids that were named are known. */
  private Touched read(
      Touching touching, LedgerStore.Locked locked, Map<TransferId, Row> rows, Instant now) {
    if (locked.balances().values().stream().anyMatch(Ledger::isPending)) {
      rows.putAll(store.holdsThatAreOver(touching.accounts, now));
    }
    LedgerStore.Locked all = lockOtherSides(touching, rows.values(), locked);
    List<TransferId> holds =
        rows.values().stream().filter(row -> row.type() == Row.Type.HOLD).map(Row::id).toList();
    return new Touched(
        all.accounts(),
        all.balances(),
        rows,
        holds.isEmpty() ? Map.of() : store.settlements(holds),
        touching.ids.isEmpty() ? Map.of() : store.failed(touching.ids));
  }

  /** A hold that is over may stand between a touched account and one that nobody named. */
  private LedgerStore.Locked lockOtherSides(
      Touching touching, Collection<Row> rows, LedgerStore.Locked locked) {
    Set<AccountId> named = Set.copyOf(touching.accounts);
    rows.forEach(row -> touching.add(row.entry().sides()));
    Set<AccountId> others = new HashSet<>(touching.accounts);
    others.removeAll(named);
    return others.isEmpty() ? locked : locked.and(store.lock(others));
  }

  private static boolean isPending(Balances balances) {
    return balances.debitsPending() > 0 || balances.creditsPending() > 0;
  }
}
