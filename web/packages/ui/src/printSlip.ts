/** The paper of a thermal printer. */
const PAPER_WIDTH_MM = 80;

const MM_PER_PIXEL = 25.4 / 96;

/**
 * Prints the slip on the page (components/PaperSlip.vue) and nothing else, on a page as long as the
 * slip itself: a thermal printer cuts where the page ends.
 */
export function printSlip(): void {
  const slip = document.querySelector<HTMLElement>('body > .paper-slip');
  if (!slip) return;
  document.documentElement.dataset.printing = 'slip';
  const lengthMm = Math.ceil(slip.scrollHeight * MM_PER_PIXEL) + 8;
  const page = new CSSStyleSheet();
  page.replaceSync(`@page { size: ${String(PAPER_WIDTH_MM)}mm ${String(lengthMm)}mm; margin: 0; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  try {
    window.print();
  } finally {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== page);
    delete document.documentElement.dataset.printing;
  }
}
