/** Runs `work` once in the next animation frame, however often it is asked for before. */
export function onNextFrame(work: () => void): () => void {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      work();
    });
  };
}

/** Calls `tick` with the time about once a second while the page is visible. */
export function everySecond(tick: (nowMs: number) => void): void {
  setInterval(() => {
    if (!document.hidden) tick(Date.now());
  }, 1000);
}

/** As long as the animation in the style sheet. */
const FLASH_MS = 1600;
const MOST_FLASHING = 16;
const flashing = new Map<HTMLElement, ReturnType<typeof setTimeout>>();

/**
 * Lets an element flash once; the style sheet decides how, and that it does not for those who want no motion. When many
 * flash already it does not: that would point at nothing, and cost most of the page's time.
 */
export function flash(element: HTMLElement): void {
  if (flashing.size >= MOST_FLASHING && !flashing.has(element)) return;
  clearTimeout(flashing.get(element));
  element.classList.remove('flash');
  requestAnimationFrame(() => {
    element.classList.add('flash');
  });
  const end = setTimeout(() => {
    flashing.delete(element);
    element.classList.remove('flash');
  }, FLASH_MS);
  flashing.set(element, end);
}
