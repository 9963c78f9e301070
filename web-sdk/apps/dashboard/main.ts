import { lux } from '/lux.js';
import { AgeLabel } from '../common/age-label.js';
import { byId, type Doc } from '../common/doc.js';
import { need, setText } from '../common/dom.js';
import { number, text } from '../common/fields.js';
import { everySecond, flash, onNextFrame } from '../common/frame.js';
import { Page } from '../common/page.js';
import { isPattern, parsePatterns } from '../common/patterns.js';
import { worst, type Phase } from '../common/phase.js';
import { place } from '../common/place.js';
import { connection, docOf, phaseOf } from '../common/sdk.js';
import { Watch } from '../common/watch.js';
import { Chart } from './chart.js';
import { Series, stats } from './series.js';
import { servicesNote, tileOf } from './tile.js';
import { TileView } from './tile-view.js';
import { meanText, plainName, valueText } from './words.js';

const MOST_POINTS = 600;

const page = new Page();
const query = new URLSearchParams(location.search);
const asked = query.get('id') ?? '';
const id = isPattern(asked) && !asked.endsWith('*') ? asked : 'dashboard-main';
const key = await page.key();

const series = new Series(MOST_POINTS);
const age = new AgeLabel();
need('age', HTMLElement).append(age.root);
const value = need('value', HTMLElement);
let shown: Doc | undefined;

const draw = onNextFrame(() => {
  if (shown !== undefined) showMetric(shown);
});
const chart = new Chart(need('chart', HTMLElement), draw);

function showMetric(doc: Doc): void {
  const nowMs = Date.now();
  const measured = number(doc.state, 'value');
  const name = plainName(text(doc.state, 'metric') ?? doc.id);
  const source = text(doc.state, 'source');
  const words = measured === undefined ? (text(doc.state, 'value') ?? '–') : valueText(measured);
  if (value.textContent !== words) {
    setText(value, words);
    value.classList.toggle('none', words === '–');
    value.style.setProperty('--characters', String(words.length));
    flash(value);
  }
  setText(need('metric-name', HTMLElement), name);
  setText(need('summary', HTMLElement), text(doc.state, 'summary') ?? '');
  setText(need('source', HTMLElement), source === undefined ? '' : `from ${source}`);
  age.update(doc.at, doc.by, nowMs);
  const numbers = stats(series.samples);
  setText(need('lowest', HTMLElement), numbers === undefined ? '–' : valueText(numbers.lowest));
  setText(need('mean', HTMLElement), numbers === undefined ? '–' : meanText(numbers.mean));
  setText(need('highest', HTMLElement), numbers === undefined ? '–' : valueText(numbers.highest));
  setText(need('seen', HTMLElement), String(series.seen));
  chart.draw(series.samples, nowMs, name);
}

const metric = lux(id, connection(key));
const phases = new Map<string, Phase>();
function showPhase(of: string, phase: Phase): void {
  phases.set(of, phase);
  page.show(worst(phases.values()));
}
metric.onStatus((status) => {
  showPhase('metric', phaseOf(status));
});

const views = new Map<string, TileView>();
const tiles = need('tiles', HTMLElement);
const noTiles = need('no-tiles', HTMLElement);
const watch = new Watch(parsePatterns(query.get('match'), ['service-*']), key, {
  changes: ({ changed, gone }, first) => {
    const nowMs = Date.now();
    for (const doc of changed) {
      const view = views.get(doc.id) ?? new TileView();
      views.set(doc.id, view);
      view.update(doc, nowMs);
      if (!first) flash(view.root);
    }
    for (const left of gone) views.delete(left);
    const docs = [...watch.docs.values()].sort(byId);
    place(
      tiles,
      docs.flatMap((doc) => views.get(doc.id)?.root ?? []),
    );
    setText(need('services-note', HTMLElement), servicesNote(docs.map(tileOf)));
    noTiles.hidden = docs.length > 0;
  },
  phase: (phase) => {
    showPhase('tiles', phase);
  },
});

everySecond((nowMs) => {
  for (const view of views.values()) view.tick(nowMs);
  draw();
});

await metric.load((state, meta) => {
  const doc = docOf(id, state, meta);
  const measured = number(state, 'value');
  // A value is a sample once: what is called back again with the same version was drawn already.
  if (measured !== undefined && doc.version !== shown?.version) series.add({ at: Date.now(), value: measured });
  shown = doc;
  draw();
});
