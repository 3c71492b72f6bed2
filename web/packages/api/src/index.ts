export { call, callForFile, useSessionRenewal, type CallOptions, type Method } from './call';
export { newId } from './ids';
export type {
  Order,
  OrderLine,
  PrintState,
  Ticket,
  TicketLife,
  TicketLifeEvent,
  TicketState,
} from './model';
export { Problem, type ProblemBody } from './problem';
export type { Answer, Ask, OrNull, Schema } from './schemas';
export { currentSession, proof, renewByProof, signOut, type Proof, type Session } from './session';
export { openStream, type StreamHandlers } from './stream';
export {
  canKeepKeys,
  createTerminalKey,
  forgetTerminalKey,
  loadTerminalKey,
  publicKeyOf,
  type TerminalKey,
} from './terminalKey';
