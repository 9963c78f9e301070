import { need, setText } from '../common/dom.js';
import { everySecond } from '../common/frame.js';
import { Page } from '../common/page.js';
import { isPattern, parsePatterns } from '../common/patterns.js';
import { Watch } from '../common/watch.js';
import { DetailView } from './detail-view.js';
import { Editor } from './editor.js';
import { ListView } from './list-view.js';

const page = new Page();
const query = new URLSearchParams(location.search);
const patterns = parsePatterns(query.get('match') ?? query.get('id'), ['*']);
const onlyId = patterns.length === 1 && patterns[0]?.endsWith('*') === false ? patterns[0] : undefined;
let selected = onlyId ?? query.get('id') ?? undefined;

const input = need('pattern', HTMLInputElement);
const problem = need('pattern-problem', HTMLElement);
input.value = patterns.join(',');
need('choose', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  const wanted = input.value.split(',').map((part) => part.trim());
  if (wanted.every(isPattern)) {
    location.search = new URLSearchParams({ match: wanted.join(',') }).toString();
    return;
  }
  setText(
    problem,
    'An id is made of letters, digits and . _ : ~ - and a pattern is one that ends in *. Several are separated by commas.',
  );
  input.setAttribute('aria-invalid', 'true');
  input.focus();
});

const key = await page.key();
const detail = new DetailView();
const list = new ListView(select);
const watch = new Watch(patterns, key, {
  changes: ({ changed, gone }, first) => {
    if (!first || watch.docs.size > 0) selected ??= [...watch.docs.keys()].sort()[0];
    list.update(changed, gone, watch.docs.values(), !first);
    list.mark(selected);
    const touched = selected !== undefined && (gone.includes(selected) || changed.some((doc) => doc.id === selected));
    if (touched || first) detail.show(selected, current(), !first);
    if (touched && selected !== undefined) editor.changed(selected, current());
  },
  phase: (phase) => {
    page.show(phase);
  },
});
const editor = new Editor(
  (id, whole, ifVersion) => watch.save(id, whole, { ifVersion }),
  (id) => {
    page.toasts.news(`${id} is saved`);
  },
);

function current(): ReturnType<typeof watch.docs.get> {
  return selected === undefined ? undefined : watch.docs.get(selected);
}

function select(id: string): void {
  if (id === selected) return;
  if (editor.open) {
    page.toasts.error('Save or cancel your edit first');
    return;
  }
  selected = id;
  query.set('match', patterns.join(','));
  query.set('id', id);
  history.replaceState(null, '', `?${query.toString()}`);
  list.mark(id);
  detail.show(id, current(), false);
}

need('edit', HTMLButtonElement).addEventListener('click', () => {
  if (selected !== undefined) editor.start(selected, current());
});
everySecond((nowMs) => {
  detail.tick(nowMs);
});
