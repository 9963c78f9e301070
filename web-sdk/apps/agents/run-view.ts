import { AgeLabel } from '../common/age-label.js';
import { el, setData, setText } from '../common/dom.js';
import type { Question } from './question.js';
import { QuestionView } from './question-view.js';
import { isQuiet, type Run } from './run.js';

/** One row: who does what, how far it is, and since when it says so. */
export class RunView {
  readonly root = el('li', { class: 'run' });
  readonly #job = el('h2');
  readonly #id = el('p', { class: 'muted id' });
  readonly #step = el('span', { class: 'badge' });
  readonly #actor = el('p', { class: 'actor muted' });
  readonly #bar = el('progress', { max: '100' });
  readonly #percent = el('span', { class: 'percent' });
  readonly #progress = el('div', { class: 'progress' }, this.#bar, this.#percent);
  readonly #summary = el('p', { class: 'summary' });
  readonly #age = new AgeLabel();
  readonly #question: QuestionView;
  #run: Run;

  constructor(run: Run, nowMs: number, onAnswer: (run: Run, question: Question, choice: string) => void) {
    this.#run = run;
    this.#question = new QuestionView((question, choice) => {
      onAnswer(this.#run, question, choice);
    });
    const name = el('div', { class: 'name' }, this.#job, this.#id);
    this.root.append(
      name,
      el('div', { class: 'step' }, this.#step, this.#actor),
      this.#progress,
      el('div', { class: 'says' }, this.#summary, this.#question.root, this.#age.root),
    );
    this.update(run, nowMs);
  }

  get run(): Run {
    return this.#run;
  }

  update(run: Run, nowMs: number): void {
    this.#run = run;
    setData(this.root, 'kind', run.kind);
    setText(this.#job, run.job);
    setText(this.#id, run.job === run.id ? '' : run.id);
    setText(this.#step, run.kind === 'silent' ? `silent, was ${run.step}` : run.step);
    setText(this.#actor, run.actor ?? '');
    setText(this.#summary, run.summary);
    this.#question.update(run.question);
    this.#showProgress(run);
    if (run.kind === 'silent') this.#age.update(run.at, '', nowMs, `${run.by} went silent `);
    else this.#age.update(run.at, run.by, nowMs);
    this.tick(nowMs);
  }

  tick(nowMs: number): void {
    this.#age.tick(nowMs);
    setData(this.root, 'quiet', isQuiet(this.#run, nowMs) ? 'yes' : 'no');
  }

  /** A run that does not say how far it is gets no bar: an endless one would look like work. */
  #showProgress(run: Run): void {
    this.#bar.hidden = run.progress === undefined;
    setText(this.#percent, run.progress === undefined ? '' : `${Math.round(run.progress)}%`);
    if (run.progress === undefined) return;
    if (this.#bar.value !== run.progress) this.#bar.value = run.progress;
    this.#bar.setAttribute('aria-label', `Progress of ${run.job}`);
  }
}
