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

/** Lets an element flash once; the style sheet decides how, and that it does not for those who want no motion. */
export function flash(element: HTMLElement): void {
  element.classList.remove('flash');
  requestAnimationFrame(() => {
    element.classList.add('flash');
  });
}
