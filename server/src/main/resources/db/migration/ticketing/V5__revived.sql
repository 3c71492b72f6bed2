-- Finds tickets that a clock ahead of time let expire before their last day: mostly none.
CREATE INDEX ticket_expired ON ticketing.ticket (valid_to) WHERE state = 'EXPIRED';
