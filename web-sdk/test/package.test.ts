import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** What a page loads before it shows anything, as it travels. Raise it in a commit that says what it buys. */
const GZIP_BUDGET_BYTES = 12.5 * 1_024;

const root = new URL('../', import.meta.url);
const file = (path: string) => fileURLToPath(new URL(path, root));

/** A TypeScript page, with the use-case pages' examples as they are written there. */
const PAGE = `
import { lux, luxBoard, LuxError, type LuxBoard, type LuxDocument, type LuxMeta, type LuxStatus } from './lux.js';
declare const broker: string, wsBroker: string, apiKey: string;
declare function renderDashboard(state: unknown): void;
interface Incident { ticket: string; status: string; owner?: string | null; notes?: { text: string }[] }

const dashboard = lux('dashboard-main', {
endpoint: \`\${broker}/api/lux\`,
websocketUrl: \`\${wsBroker}/api/lux/stream/dashboard-main\`,
apiKey,
realtime: true
});
await dashboard.load((state) => renderDashboard(state));
void dashboard.patch({ ticket: 'INC-1042', status: 'mitigating', owner: 'operator-a' });

const board: LuxDocument<Incident> = lux<Incident>('incident-INC-1042', { endpoint: '/api/lux', token: async () => 't', debounce: 100 });
await board.load((state: Incident, meta: LuxMeta) => [state.ticket, meta.ageMs]);
await board.patch({ status: 'mitigating', owner: null }, { guard: { '/owner': [null] }, ifVersion: 0 });
await board.update((state) => ({ ticket: 'INC-1042', ...state, status: 'open' }));
const { version }: { version: number } = await board.save({ ticket: 'x', status: 'open' });
// @ts-expect-error a member that an incident has not
void board.patch({ sttus: 'x' });
// @ts-expect-error a whole incident is needed
void board.save({ status: 'x' });
const loose = lux('a', { apiKey });
void loose.save({ any: [1] });
const documents = new Map<string, Parameters<Parameters<LuxBoard['load']>[0]>[0]>();
const undo: () => void = board.onStatus((status: LuxStatus) => status.kind === 'refused' && status.error instanceof LuxError);
board.presence.join({ name: 'ann', cursor: [1, 2] }).catch(() => undefined);
const unwatch: () => void = board.presence.watch<{ name: string }>((present) => present.map(({ state, mine }) => [state.name, mine]));
const answer: Promise<{ choice: string }> = board.ask('Go on?', { choices: ['yes', 'no'], timeout: 60_000 });
const all = luxBoard<Incident>('incident-*');
await all.load((documents, change) => [...documents].map(([id, item]) => [id, item.state.owner, item.meta.version, change.kind]));
export { answer, documents, undo, unwatch, version };
`;

describe('the built SDK (npm run build)', () => {
  it.each([
    'dist/broker/lux.js',
    'dist/broker/lux.d.ts',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/react.js',
    'dist/react.d.ts',
  ])('has %s', (path) => {
    expect(existsSync(file(path))).toBe(true);
  });

  it.each(['dist/broker/lux.js', 'dist/index.js'])('%s exports what it should, and needs nothing', async (path) => {
    const built = (await import(file(path))) as object;
    expect(Object.keys(built).sort()).toEqual(['LuxError', 'lux', 'luxBoard']);
    expect(ts.preProcessFile(readFileSync(file(path), 'utf8')).importedFiles).toEqual([]);
  });

  it('has hooks that need React, and the SDK beside them', () => {
    const { importedFiles } = ts.preProcessFile(readFileSync(file('dist/react.js'), 'utf8'));
    expect(importedFiles.map(({ fileName }) => fileName).sort()).toEqual(['./index.js', 'react']);
  });

  it('stays within its budget', () => {
    expect(gzipSync(readFileSync(file('dist/broker/lux.js')), { level: 9 }).length).toBeLessThanOrEqual(
      GZIP_BUDGET_BYTES,
    );
  });

  it('types a page that uses all of it, and catches its mistakes', () => {
    const page = file('dist/broker/page-of-the-test.ts');
    writeFileSync(page, PAGE);
    try {
      const program = ts.createProgram([page], {
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        types: [],
      });
      const messages = ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
      expect(messages).toEqual([]);
    } finally {
      rmSync(page);
    }
  }, 30_000);
});

describe('the package', () => {
  it('has no runtime dependency', () => {
    const manifest = JSON.parse(readFileSync(file('package.json'), 'utf8')) as object;
    expect(Object.keys(manifest)).not.toContain('dependencies');
  });

  it('locks versions without saying where they were fetched', () => {
    expect(readFileSync(file('package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });
});
