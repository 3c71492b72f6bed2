/*
 * What a person would complain of on the page that is shown now; a list of sentences. Run in the
 * browser by ScreensE2E.
 */
const faults = [];
const root = document.documentElement;

const isShown = (element) =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  !element.closest('.visually-hidden, .skip, .el-popper');

const nameOf = (element) => {
  const text = (element.innerText ?? element.textContent ?? '').trim().replace(/\s+/g, ' ');
  return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${text.slice(0, 60)}”`;
};

const shown = [...document.body.querySelectorAll('*')].filter(isShown);

if (root.scrollWidth > root.clientWidth) {
  faults.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
}

const clips = (value) => value !== 'visible';

/** The element's own words, not those of elements in it. */
const ownTexts = (element) =>
  [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '');

for (const element of shown) {
  if (element.closest('svg, canvas')) continue;
  const style = getComputedStyle(element);
  if (/^(auto|scroll)$/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
    faults.push(`scrolls sideways: ${nameOf(element)}`);
  }
  for (const node of ownTexts(element)) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width === 0) continue;
    for (let box = element; box !== null && box !== document.body; box = box.parentElement) {
      const boxStyle = getComputedStyle(box);
      const frame = box.getBoundingClientRect();
      const sideways = boxStyle.overflowX === 'hidden' || boxStyle.overflowX === 'clip';
      const downwards = boxStyle.overflowY === 'hidden' || boxStyle.overflowY === 'clip';
      // Lines that a list does not show at all are not cut; a glyph's box is higher than its ink.
      const cutDown =
        downwards && text.top < frame.bottom && text.bottom > frame.bottom + text.height * 0.3;
      const cutSideways =
        sideways &&
        text.left < frame.right &&
        (text.right > frame.right + 1 || text.left < frame.left - 1);
      if (cutSideways || cutDown) {
        faults.push(`text is cut: ${nameOf(element)}`);
        break;
      }
      if (clips(boxStyle.overflowX) || clips(boxStyle.overflowY)) break;
      if (boxStyle.position === 'fixed') break;
    }
  }
  if (/^(INPUT|TEXTAREA)$/.test(element.tagName) && element.value === '' && element.placeholder) {
    if (element.scrollWidth > element.clientWidth + 1) {
      faults.push(`placeholder is cut: “${element.placeholder}”`);
    }
  }
}

/* A key that found no words is shown as itself: one.two.three. */
const KEY = /^[a-z][a-zA-Z]*(\.[a-zA-Z_-]+)+$/;
for (const element of shown) {
  const said = ownTexts(element).map((node) => node.data.trim());
  for (const attribute of ['placeholder', 'aria-label', 'alt']) {
    const value = element.getAttribute(attribute);
    if (value !== null) said.push(value.trim());
  }
  if (element.closest('.code')) continue;
  for (const words of said.filter((text) => KEY.test(text))) {
    faults.push(`a text is missing: ${words}`);
  }
}

for (const banner of document.querySelectorAll(
  '.el-message--error, .stale, .state.error, .state.offline, .state.forbidden',
)) {
  if (isShown(banner)) faults.push(`says that something failed: ${nameOf(banner)}`);
}

for (const entry of performance.getEntriesByType('resource')) {
  const { pathname } = new URL(entry.name);
  // Who is signed in? Nobody, on the page where one signs in.
  const nobody = entry.responseStatus === 401 && pathname.startsWith('/api/session');
  if (entry.responseStatus >= 400 && !nobody) {
    faults.push(`${entry.responseStatus} for ${pathname}`);
  }
}

return [...new Set(faults)];
