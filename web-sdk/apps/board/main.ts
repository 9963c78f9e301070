import type { Doc } from '../common/doc.js';
import { need, setText } from '../common/dom.js';
import { onFilter, wordsFilter } from '../common/filter.js';
import { everySecond } from '../common/frame.js';
import { Me } from '../common/me.js';
import { Page } from '../common/page.js';
import { parsePatterns } from '../common/patterns.js';
import { PresenceLine } from '../common/present.js';
import { Watch } from '../common/watch.js';
import { BoardWrites } from './actions.js';
import { addForm } from './add-form.js';
import { BoardView } from './board-view.js';
import { neighbourCard } from './keyboard.js';
import { chooseStatus } from './move-menu.js';
import { cardOf, columnOf, neighbour, type Status } from './status.js';

const DEFAULT = ['incident-*', 'queue-*', 'deployment-checklist-*', 'ops-board-main'];

const page = new Page();
const root = need('board', HTMLElement);
const filter = need('filter', HTMLInputElement);
const counter = need('counter', HTMLElement);

const watch = new Watch(parsePatterns(new URLSearchParams(location.search).get('match'), DEFAULT), await page.key(), {
  changes: ({ changed, gone }, first) => {
    view.update(changed, gone, me.name, !first);
    arrange();
  },
  phase: (phase) => {
    page.show(phase);
  },
});
const writes = new BoardWrites(watch, page.toasts);
const me = new Me(need('me', HTMLInputElement), () => {
  view.update([...watch.docs.values()], [], me.name, false);
  here.say();
});
const here = new PresenceLine(need('present', HTMLElement), watch.presence, me);

const actions = {
  take: (id: string): void => {
    void withDoc(id, async (doc) => {
      const name = await me.known('Your name goes into the owner field of what you take.', 'Take it');
      if (name !== undefined) await writes.take(doc, name);
    });
  },
  advance: (id: string): void => {
    step(id, 1);
  },
  chooseMove: (id: string): void => {
    void withDoc(id, async (doc) => {
      const anchor = view.element(id);
      const to = anchor === undefined ? undefined : await chooseStatus(anchor, cardOf(doc).title, columnOf(doc.state));
      if (to !== undefined) await move(doc, to);
    });
  },
};
const view = new BoardView(root, actions);

function arrange(): void {
  const wanted = wordsFilter(filter.value);
  const shown = [...watch.docs.values()].filter((doc) => wanted(`${doc.id} ${Object.values(cardOf(doc)).join(' ')}`));
  view.arrange(shown);
  const total = watch.docs.size;
  setText(counter, countText(shown.length, total));
}

function countText(shown: number, total: number): string {
  if (total === 0) return 'Nothing here yet: add an incident, or let a program write one';
  const all = total === 1 ? '1 document' : `${total} documents`;
  return shown === total ? all : `${shown} of ${all}`;
}

async function withDoc(id: string, work: (doc: Doc) => Promise<void>): Promise<void> {
  const doc = watch.docs.get(id);
  if (doc !== undefined) await work(doc);
}

function step(id: string, by: 1 | -1): void {
  void withDoc(id, async (doc) => {
    const to = neighbour(columnOf(doc.state), by);
    if (to !== undefined) await move(doc, to);
  });
}

async function move(doc: Doc, to: Status): Promise<void> {
  view.element(doc.id)?.focus({ preventScroll: true });
  await writes.move(doc, to);
}

root.addEventListener('keydown', (event) => {
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>('.card') : null;
  const id = card?.dataset['id'];
  if (card === null || id === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  const onCard = event.target === card;
  if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
    step(id, event.key === 'ArrowRight' ? 1 : -1);
  else if (event.key === 'm' || (event.key === 'Enter' && onCard)) actions.chooseMove(id);
  else if (event.key === 't') actions.take(id);
  else {
    const next = event.shiftKey ? undefined : neighbourCard(view.shown(), card, event.key);
    if (next === undefined) return;
    next.focus();
  }
  event.preventDefault();
});

onFilter(filter, arrange);
addForm((id, state) => writes.add(id, state));
everySecond((nowMs) => {
  view.tick(nowMs);
});
