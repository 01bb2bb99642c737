import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { open, pause } from './page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

for (const theme of ['light', 'dark'] as const)
  test(`no violation of WCAG 2 A and AA that axe can find, ${theme}`, async ({ page }) => {
    await open(page);
    if (theme === 'dark') await page.keyboard.press('d');
    await page.getByRole('button', { name: 'Crash consumer-2' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('read by nobody');
    await pause(page);
    // The policy forbids foreign scripts, so axe is evaluated, not added to the page.
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      const runner = (
        window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }
      ).axe;
      const found = await runner.run({ runOnly: ['wcag2a', 'wcag2aa'] });
      return found.violations;
    });
    const told = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 140)} ${failureSummary ?? ''}`),
    );
    expect(told).toEqual([]);
  });

test('on a phone nothing is wider than the screen, and the whole story can be reached', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  await open(page);
  const width = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
  expect(width).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Crash consumer-2' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('read by nobody');
  await context.close();
});
