import { expect, test } from '@playwright/test';
import { APACHE_KAFKA } from '../src/engine/catalogue.ts';
import { Run } from '../src/engine/history/run.ts';
import { instant } from '../src/engine/kernel/time.ts';
import { READY_SCENARIOS } from '../src/engine/scenarios/index.ts';
import { clock, digest, jump, open, pause } from './page.ts';

test('the same scenario gives the same trace digest in Node and in a Chromium worker', async ({ page }) => {
  const [first] = READY_SCENARIOS;
  if (first === undefined) throw new Error('no scenario');
  await open(page);
  await pause(page);
  await jump(page, 60);
  const run = new Run(first.scenario, APACHE_KAFKA);
  run.playTo(instant(60_000));
  const here = run.see({ type: 'instant', at: instant(60_000) }).digest;
  expect(await digest(page)).toBe(here);
});

test('no task blocks the page for long while ten members play at 60×', async ({ page }) => {
  await open(page);
  await pause(page);
  for (let n = 0; n < 7; n++) await page.keyboard.press('a');
  await expect(page.getByRole('region', { name: 'Stage' })).toContainText('consumer-10');
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push(entry.duration);
    }).observe({ entryTypes: ['longtask'] });
  });
  for (let n = 0; n < 5; n++) await page.keyboard.press('+');
  await page.keyboard.press('Space');
  const before = await clock(page);
  await page.waitForTimeout(6_000);
  await page.keyboard.press('Space');
  const advanced = (await clock(page)) - before;
  const long = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  test.info().annotations.push({
    type: 'figures',
    description: `${advanced.toFixed(0)} s of Kafka in 6 s; long tasks: ${long.map((ms) => ms.toFixed(0)).join(' ')}`,
  });
  console.log(test.info().annotations.at(-1)?.description);
  expect(advanced).toBeGreaterThan(60);
});
