import type { KeyChange } from '../server/keys';

/** Why keys are changed, and what two people type to prove that both want it. */
export interface Agreement {
  reason: string;
  secret: string;
  approver: string;
  approverSecret: string;
}

export function noAgreement(): Agreement {
  return { reason: '', secret: '', approver: '', approverSecret: '' };
}

export function isComplete(agreement: Agreement): boolean {
  return Object.values(agreement).every((field: string) => field.trim() !== '');
}

/** As the server wants it; without algorithms those of the present key stay. */
export function changeBy(agreement: Agreement, suite: KeyChange['suite'] = null): KeyChange {
  return {
    secret: agreement.secret,
    approver: agreement.approver.trim(),
    approverSecret: agreement.approverSecret,
    reason: agreement.reason.trim(),
    suite,
  };
}
