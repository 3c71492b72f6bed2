package io.shanmen.server.payment;

/** The life of one tender's payment. Cash is there at once; a provider may take its time. */
public enum PaymentState {
  /** Written down before the provider is asked. */
  INIT,
  /** The provider was asked; the answer is open. */
  PENDING,
  /** The money is in. */
  SUCCESS,
  /** There is no money. */
  FAILED
}
