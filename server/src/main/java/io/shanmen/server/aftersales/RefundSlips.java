package io.shanmen.server.aftersales;

import io.shanmen.kernel.money.Money;
import io.shanmen.server.aftersales.Refund.Decision;
import io.shanmen.server.aftersales.Refund.Execution;
import io.shanmen.server.foundation.Park;
import io.shanmen.server.foundation.ParkProfile;
import io.shanmen.server.ticketing.Slip;
import io.shanmen.server.ticketing.Slips;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import org.springframework.stereotype.Component;

/** The slip that the visitor signs when the money is handed over. */
@Component
class RefundSlips {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final ParkProfile profile;

  RefundSlips(ParkProfile profile) {
    this.profile = profile;
  }

  byte[] pdf(Refund refund) {
    return Slips.pdf(slip(refund));
  }

  private Slip slip(Refund refund) {
    Park park = profile.park();
    Currency currency = Currency.getInstance(refund.money().currency());
    Slip.Builder slip =
        Slip.titled(park.nameZh() + " 退票单", park.nameEn() + " · Refund")
            .pair("订单号 Order", refund.orderNo())
            .pair("申请 Asked", TIME.format(refund.requested().at().atZone(park.zone())))
            .pair("经办 Clerk", refund.requested().operatorName());
    Decision decided = refund.decided();
    if (decided != null) {
      slip.pair("审批 Approved", decided.by().operatorName());
    }
    slip.pair("原因 Reason", refund.reason()).rule();
    for (Refund.RefundTicket ticket : refund.tickets()) {
      slip.pair(
          ticket.nameZh() + " " + ticket.ticketNo(),
          Slips.amount(Money.of(ticket.amountMinor(), currency)));
    }
    slip.rule()
        .pair("票款 Paid", Slips.amount(Money.of(refund.money().paidMinor(), currency)))
        .pair("手续费 Fee", Slips.amount(Money.of(refund.money().feeMinor(), currency)))
        .strong("退款 Refund", Slips.amount(Money.of(refund.money().amountMinor(), currency)));
    Execution executed = refund.executed();
    if (refund.state() == RefundState.DONE && executed != null) {
      slip.pair("付款 Paid out", TIME.format(executed.by().at().atZone(park.zone())))
          .pair("付款人 By", executed.by().operatorName());
    } else {
      slip.note("未付款 NOT PAID YET");
    }
    return slip.rule().signature("游客签名 Visitor").signature("经办签名 Clerk").build();
  }
}
