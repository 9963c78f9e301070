// Drives one Chromium for the harness: a JSON command per line on standard input, a JSON answer per line on standard output.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(new URL('../../web-sdk/package.json', import.meta.url));
const { chromium } = require('playwright-core');

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const pages = new Map();

async function newPage(name, url) {
  await pages.get(name)?.page.context().close();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const problems = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  pages.set(name, { page, problems });
  await page.goto(url);
}

// In the page: a promise of the moment at which the text is (or is no longer) there, on the page's clock.
function watchText({ text, present }) {
  const now = () => performance.timeOrigin + performance.now();
  const holds = () => document.body.textContent.includes(text) === present;
  window.luxHarnessSeen = new Promise((resolve) => {
    if (holds()) {
      resolve(now());
      return;
    }
    const observer = new MutationObserver(() => {
      if (holds()) {
        observer.disconnect();
        resolve(now());
      }
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  });
}

const within = (promise, milliseconds) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const commands = {
  open: ({ name, url }) => newPage(name, url),
  watch: ({ name, text, present }) => pages.get(name).page.evaluate(watchText, { text, present }),
  seen: ({ name, timeout }) => within(pages.get(name).page.evaluate(() => window.luxHarnessSeen), timeout),
  evaluate: ({ name, expression }) => pages.get(name).page.evaluate(expression),
  press: ({ name, key }) => pages.get(name).page.keyboard.press(key),
  fill: ({ name, selector, value }) => pages.get(name).page.fill(selector, value, { timeout: 5000 }),
  focus: ({ name, selector }) => pages.get(name).page.focus(selector, { timeout: 5000 }),
  click: ({ name, selector }) => pages.get(name).page.click(selector, { timeout: 5000 }),
  text: ({ name }) => pages.get(name).page.evaluate(() => document.body.textContent),
  problems: ({ name }) => pages.get(name).problems,
  screenshot: ({ name, path }) => pages.get(name).page.screenshot({ path }).then(() => null),
  version: () => browser.version(),
};

const answer = (object) => process.stdout.write(`${JSON.stringify(object)}\n`);

answer({ id: 0, result: browser.version() });
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const { id, command, ...options } = JSON.parse(line);
  Promise.resolve()
    .then(() => commands[command](options))
    .then((result) => answer({ id, result: result ?? null }))
    .catch((error) => answer({ id, error: String(error?.message ?? error) }));
});
lines.on('close', () => browser.close().finally(() => process.exit(0)));
