/** Prints the part on the page (KeyPartPaper.vue) and nothing else. */
export function printKeyPart(): void {
  document.documentElement.dataset.printing = 'key-part';
  try {
    window.print();
  } finally {
    delete document.documentElement.dataset.printing;
  }
}
