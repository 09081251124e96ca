// Opens the built package in Chromium: npm run test:browser [-- --bench]
// Takes CHROMIUM, or a browser on the PATH, or installs chromium where it may (Debian, root). Fails where there is none.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'tsup';
import { pkg, root } from './entries.mjs';

const names = [process.env['CHROMIUM'] ?? '', 'chromium', 'chromium-browser', 'google-chrome'];
const minutes = 5;

/** @param {string} command @param {string[]} args */
function succeeds(command, args) {
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    return true;
  } catch {
    return false;
  }
}

const findBrowser = () => names.find((name) => name !== '' && succeeds('sh', ['-c', `command -v '${name}'`]));

function installBrowser() {
  if (process.getuid?.() !== 0 || !succeeds('sh', ['-c', 'command -v apt-get'])) return;
  succeeds('apt-get', ['update', '-qq']);
  succeeds('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
}

/** The page as one script; the package comes from dist, by its own name. @param {string} folder */
async function bundle(folder) {
  await build({
    entry: { page: join(root, 'test/browser/page.ts') },
    outDir: folder,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    noExternal: [/.*/],
    config: false,
    tsconfig: join(root, 'test/browser/tsconfig.json'),
    silent: true,
    splitting: false,
  });
  return readFileSync(join(folder, 'page.js'));
}

function vectors() {
  const folder = join(root, 'test/vectors/v1');
  return `[${readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join(',')}]`;
}

/** Serves the page and waits for its report. @param {string} browser @param {string} folder @param {string} query */
async function open(browser, folder, query) {
  const script = await bundle(folder);
  const page = '<!doctype html><meta charset="utf-8"><script type="module" src="/page.js"></script>';
  /** @type {Record<string, [string, string | Buffer]>} */
  const files = {
    '/': ['text/html', page],
    '/page.js': ['text/javascript', script],
    '/vectors': ['application/json', vectors()],
  };
  /** @type {(report: string) => void} */
  let deliver = () => {};
  const report = new Promise((resolve) => {
    deliver = resolve;
  });
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        response.end();
        deliver(body);
      });
      return;
    }
    const file = files[new URL(request.url ?? '/', 'http://localhost').pathname];
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}/${query}`;
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    `--user-data-dir=${folder}/profile`,
  ];
  const child = spawn(browser, [...flags, url], { stdio: 'ignore' });
  const ended = new Promise((_, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the browser ended (${code}) before the page had reported`)));
    setTimeout(() => reject(new Error(`no report within ${minutes} minutes`)), minutes * 60_000).unref();
  });
  try {
    return JSON.parse(String(await Promise.race([report, ended])));
  } finally {
    ended.catch(() => {});
    child.kill('SIGKILL');
    server.close();
  }
}

let browser = findBrowser();
if (browser === undefined) {
  installBrowser();
  browser = findBrowser();
}
if (browser === undefined) {
  console.error('no browser: install chromium, or say where it is in CHROMIUM');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), `${pkg.name}-browser-`));
try {
  const { passed, failed, figures } = await open(browser, folder, process.argv.includes('--bench') ? '?bench' : '');
  for (const line of [...failed, ...figures]) console.log(line);
  console.log(
    `${execFileSync(browser, ['--version'], { encoding: 'utf8' }).trim()}: ${passed} passed, ${failed.length} failed`,
  );
  if (failed.length > 0 || passed === 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
