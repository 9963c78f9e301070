import { button, el, need } from './common/dom.js';
import { EXAMPLES, curl } from './common/examples.js';
import { Page } from './common/page.js';
import { Watch } from './common/watch.js';

const page = new Page();
const list = need('examples', HTMLElement);

for (const example of EXAMPLES) {
  const command = curl(location.origin, example);
  const code = el('pre', { class: 'json', tabindex: '0', 'aria-label': `${example.title}, as a command` }, command);
  const copy = button('Copy', 'small', () => void copyText(command, code));
  copy.setAttribute('aria-label', `Copy: ${example.title}`);
  list.append(el('li', { class: 'panel' }, el('div', { class: 'head' }, el('h3', {}, example.title), copy), code));
}

/** Where the clipboard is closed to pages (plain HTTP from another machine) the command is selected instead. */
async function copyText(command: string, code: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(command);
    page.toasts.news('Copied');
  } catch {
    getSelection()?.selectAllChildren(code);
    page.toasts.news('Selected: copy it with Ctrl+C');
  }
}

// One small subscription tells whether this broker answers and takes the key.
new Watch(['ops-board-main'], await page.key(), {
  changes: () => undefined,
  phase: (phase) => {
    page.show(phase);
  },
});
