package io.shanmen.server.ledger;

import io.shanmen.kernel.ledger.AccountId;
import io.shanmen.kernel.ledger.Balances;
import io.shanmen.kernel.ledger.Transfer;
import io.shanmen.kernel.ledger.TransferResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

  Ledger() {}

  /** Makes sure that these accounts exist. Cheap for those it has seen before. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void open(Collection<AccountRef> accounts) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** Nothing can be moved on these accounts any more. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void close(Collection<AccountId> accounts) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /**
   * Posts transfers, each for itself, dated now.
   *
   * @return one result for each, in their order
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<TransferResult> post(List<Transfer> transfers) {
    return postChains(transfers.stream().map(List::of).toList());
  }

  /**
   * Posts chains of transfers; the transfers of a chain take effect all or none.
   *
   * @return one result for each transfer, in their order
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<TransferResult> postChains(List<List<Transfer>> chains) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** The four sums of each account, zero where nothing was posted. */
  @Transactional(readOnly = true)
  public Map<AccountId, Balances> balances(Collection<AccountId> accounts) {
    throw new UnsupportedOperationException("follows with the migrations");
  }

  /** What was posted on an account, by reason, in the order of the codes. */
  @Transactional(readOnly = true)
  public List<ReasonSum> sumsByReason(AccountId account) {
    throw new UnsupportedOperationException("follows with the migrations");
  }
}
