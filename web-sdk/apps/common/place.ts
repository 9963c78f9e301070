/** Makes `wanted` the children of `parent`, moving as little as it can: what stays in order is not touched. */
export function place(parent: Element, wanted: readonly Element[]): void {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  let cursor = parent.firstElementChild;
  for (const child of wanted) {
    // One child moved towards the end: take it out, so that those behind it stay where they are.
    if (cursor !== null && cursor !== child && cursor.nextElementSibling === child) {
      cursor.remove();
      cursor = child;
    }
    if (child === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(child, cursor);
  }
}

/**
 * An element that moves in the document loses the focus: whoever had it before `work` has it afterwards. When it is not
 * shown any more, the nearest `within` around it has.
 */
export function keepFocus(within: string, work: () => void): void {
  const focused = document.activeElement;
  const holder = focused instanceof HTMLElement ? focused.closest<HTMLElement>(within) : null;
  work();
  if (!(focused instanceof HTMLElement) || holder?.isConnected !== true) return;
  if (focused.hidden) holder.focus();
  else if (document.activeElement !== focused) focused.focus();
}
