/** Hands a PDF to the browser's own printing; with kiosk printing no dialog appears. */
export function printPdf(file: Blob): Promise<void> {
  return new Promise((resolve) => {
    const url = URL.createObjectURL(file);
    const frame = document.createElement('iframe');
    frame.className = 'visually-hidden';
    // Out of the page's flow, or it makes the page scroll.
    frame.style.position = 'fixed';
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    frame.src = url;
    frame.onload = () => {
      frame.contentWindow?.print();
      resolve();
      // The print spooler reads the frame for a while after print() returns.
      setTimeout(() => {
        frame.remove();
        URL.revokeObjectURL(url);
      }, 60_000);
    };
    document.body.append(frame);
  });
}
