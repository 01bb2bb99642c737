import { expect, test, type Page } from '@playwright/test';

/** Seconds that the clock of the transport shows. */
async function clock(page: Page): Promise<number> {
  return Number(await page.locator('#clock b').textContent());
}

async function opened(page: Page, path = '/'): Promise<void> {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1') foreign.push(request.url());
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(path);
  await expect(page.locator('#clock')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
  expect(foreign).toEqual([]);
}

test('first sight: a living group, one line to watch for, one large button', async ({ page }) => {
  await opened(page);
  const before = await clock(page);
  await expect.poll(() => clock(page)).toBeGreaterThan(before);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Three consumers share six partitions');
  await expect(page.getByRole('button', { name: 'Crash consumer-2' }).first()).toBeVisible();
});
