import { need, setText } from '../common/dom.js';
import { onFilter, wordsFilter } from '../common/filter.js';
import { everySecond, flash } from '../common/frame.js';
import { Me } from '../common/me.js';
import { Page } from '../common/page.js';
import { parsePatterns } from '../common/patterns.js';
import { place } from '../common/place.js';
import { PresenceLine } from '../common/present.js';
import { Watch } from '../common/watch.js';
import { Answers } from './answers.js';
import type { Question } from './question.js';
import { compareRuns, countText, runOf, type Run } from './run.js';
import { RunView } from './run-view.js';

const DEFAULT = ['workflow-*', 'agent-run-*', 'session-agent-*'];

const page = new Page();
const list = need('runs', HTMLElement);
const empty = need('empty', HTMLElement);
const filter = need('filter', HTMLInputElement);
const counter = need('counter', HTMLElement);
const me = new Me(need('me', HTMLInputElement), () => {
  here.say();
});
const views = new Map<string, RunView>();

function arrange(): void {
  const wanted = wordsFilter(filter.value);
  const all = [...views.values()];
  const shown = all.filter(({ run }) => wanted(`${run.id} ${run.job} ${run.step} ${run.actor ?? ''} ${run.summary}`));
  shown.sort((a, b) => compareRuns(a.run, b.run));
  place(
    list,
    shown.map((view) => view.root),
  );
  const counts = countText(all.map((view) => view.run));
  setText(counter, shown.length === all.length ? counts : `${counts}; ${shown.length} shown`);
  empty.hidden = all.length > 0;
}

const watch = new Watch(parsePatterns(new URLSearchParams(location.search).get('match'), DEFAULT), await page.key(), {
  changes: ({ changed, gone }, first) => {
    const nowMs = Date.now();
    for (const doc of changed) {
      const run = runOf(doc);
      const view = views.get(doc.id);
      if (view === undefined) views.set(doc.id, new RunView(run, nowMs, answer));
      else view.update(run, nowMs);
      const row = views.get(doc.id);
      if (!first && row !== undefined) flash(row.root);
    }
    for (const id of gone) views.delete(id);
    arrange();
  },
  phase: (phase) => {
    page.show(phase);
  },
});

const here = new PresenceLine(need('present', HTMLElement), watch.presence, me);
const answers = new Answers(watch, page.toasts);

function answer(run: Run, question: Question, choice: string): void {
  void (async () => {
    const name = await me.known('Your name goes beside your answer.', 'Answer');
    if (name !== undefined) await answers.give(run.id, run.job, question, choice, name);
  })();
}

onFilter(filter, arrange);
everySecond((nowMs) => {
  for (const view of views.values()) view.tick(nowMs);
});
