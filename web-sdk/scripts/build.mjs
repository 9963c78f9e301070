// Builds what the broker serves (dist/broker) and what npm packs (dist/index.*).
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundledDeclarations } from './declarations.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const broker = join(dist, 'broker');
const COPIED = new Set(['.html', '.css', '.svg', '.png', '.ico']);
const common = { absWorkingDir: root, bundle: true, format: 'esm', target: 'es2022', logLevel: 'warning' };
const banner = { js: '/* Lux SDK, Apache-2.0 */' };

rmSync(dist, { recursive: true, force: true });
mkdirSync(broker, { recursive: true });
await Promise.all([
  build({ ...common, entryPoints: ['src/index.ts'], outfile: 'dist/index.js', banner }),
  build({ ...common, entryPoints: ['src/index.ts'], outfile: 'dist/broker/lux.js', banner, minify: true }),
  // The hooks use the SDK beside them, so that an application has it once.
  build({
    ...common,
    entryPoints: ['src/react.ts'],
    outfile: 'dist/react.js',
    banner,
    external: ['react', './index.js'],
  }),
  buildApps(),
]);
const declarations = emitDeclarations();
writeFileSync(join(dist, 'index.d.ts'), declarations);
writeFileSync(join(broker, 'lux.d.ts'), declarations);

/** The pages: each `main.ts` becomes a module that imports the SDK from where the broker serves it. */
async function buildApps() {
  const apps = join(root, 'apps');
  if (!existsSync(apps)) return;
  const files = readdirSync(apps, { recursive: true });
  for (const file of files) if (COPIED.has(extname(file))) cpSync(join(apps, file), join(broker, 'apps', file));
  const mains = files
    .filter((file) => basename(file) === 'main.ts')
    .map((file) => ({ in: join('apps', file), out: file.slice(0, -'.ts'.length) }));
  if (mains.length === 0) return;
  await build({ ...common, entryPoints: mains, outdir: 'dist/broker/apps', external: ['/lux.js'], minify: true });
}

function emitDeclarations() {
  const types = join(dist, 'types');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.types.json'], { cwd: root, stdio: 'inherit' });
  const bundled = bundledDeclarations(types, 'index');
  cpSync(join(types, 'react.d.ts'), join(dist, 'react.d.ts'));
  rmSync(types, { recursive: true });
  return bundled;
}
