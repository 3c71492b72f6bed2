export type { Claims, Entitlement, Option, Validity } from './claims';
export { phoneText, STEP_SECONDS, stepOf } from './phone';
export { TicketCodeReader, type Fault, type Reading, type ReadingKey } from './reader';
export { suiteOf, type Suite } from './suites';
