// Finds a Chromium for the tests: a named one, Playwright's own, or one that is installed; run by itself, it fetches one.
import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

function installed() {
  const { env, platform } = process;
  if (platform === 'darwin') return MAC.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (platform !== 'win32') return NAMES.map((name) => `/usr/bin/${name}`);
  const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(Boolean);
  return roots.flatMap((root) => WINDOWS.map((name) => `${root}\\${name}`));
}

/** Launch options, or null when there is no browser. */
export function findBrowser() {
  if (process.env['CHROMIUM_PATH']) return { executablePath: process.env['CHROMIUM_PATH'] };
  if (existsSync(chromium.executablePath())) return { channel: 'chromium' };
  const path = installed().find((candidate) => existsSync(candidate));
  return path === undefined ? null : { executablePath: path };
}

function attempt(command, args) {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 240_000 });
  } catch {
    // The next way is tried; if none works, one sentence says so.
  }
  return findBrowser();
}

function fetchBrowser() {
  const own = attempt('npx', ['playwright', 'install', 'chromium']);
  if (own !== null || process.platform !== 'linux') return own;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => [...sudo, 'apt-get', ...args];
  for (const [command, ...args] of [
    apt('update'),
    apt('install', '-yq', '--no-install-recommends', 'chromium'),
  ])
    if (command !== undefined) attempt(command, args);
  return findBrowser();
}

if (
  import.meta.url === pathToFileURL(process.argv[1] ?? '').href &&
  (findBrowser() ?? fetchBrowser()) === null
) {
  console.error(
    'No Chromium was found and none could be fetched: run `npx playwright install chromium` or ' +
      '`apt-get install chromium`, or set CHROMIUM_PATH to a Chromium or Chrome.',
  );
  process.exit(1);
}
