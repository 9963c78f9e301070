// Bundles the page with a development build of React and with the package as npm would install it; prints it.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const sdk = new URL('../../', import.meta.url);
const require = createRequire(new URL('package.json', sdk));
const { build } = require('esbuild');
const { exports } = require('./package.json');
const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  define: { 'process.env.NODE_ENV': '"development"' },
  nodePaths: [fileURLToPath(new URL('node_modules', sdk))],
  alias: { 'lux-sdk/react': fileURLToPath(new URL(exports['./react'].default, sdk)) },
});
process.stdout.write(outputFiles[0].text);
