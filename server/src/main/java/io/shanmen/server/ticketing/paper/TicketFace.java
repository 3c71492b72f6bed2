package io.shanmen.server.ticketing.paper;

/**
 * What stands on a ticket's paper.
 *
 * @param parkZh the park's Chinese name
 * @param parkEn its English name
 * @param productZh the ticket type's Chinese name
 * @param productEn its English name
 * @param heads how many people it admits
 * @param valid the days, and the slot, on which it is good
 * @param price with its currency
 * @param number the ticket's number, with the version of its code if that is not the first
 * @param sold when it was sold, in the park's time
 * @param qr the text of its QR code
 * @param digits the 24 digits of its bar code
 */
public record TicketFace(
    String parkZh,
    String parkEn,
    String productZh,
    String productEn,
    int heads,
    String valid,
    String price,
    String number,
    String sold,
    String qr,
    String digits) {}
