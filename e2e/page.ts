/** What every journey does: open the page, read the clock, watch for anything that should not happen. */
import { expect, type Page } from '@playwright/test';

/** Opens the page and fails on any error of the page or request beyond its own files. */
export async function open(page: Page, path = ''): Promise<void> {
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== '127.0.0.1')
      throw new Error(`a request to ${request.url()}`);
  });
  await page.goto(`./${path}`);
  await opened(page);
}

/** Resolves when the moment to begin with is shown. */
export async function opened(page: Page): Promise<void> {
  await expect(page.locator('.page[data-status="ready"]')).toBeVisible({ timeout: 30_000 });
}

/** Seconds that the clock of the transport shows. */
export async function clock(page: Page): Promise<number> {
  return Number(await page.locator('#clock b').textContent());
}

/** The digest of the trace up to the moment shown. */
export async function digest(page: Page): Promise<string> {
  return (await page.locator('.status').getAttribute('data-digest')) ?? '';
}

export async function pause(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Pause', exact: true });
  if (await button.isVisible()) await button.click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
}

export async function jump(page: Page, seconds: number): Promise<void> {
  await page.locator('#clock').click();
  const field = page.getByRole('textbox', { name: 'Jump to, in seconds' });
  await field.fill(String(seconds));
  await field.press('Enter');
  await expect.poll(() => clock(page), { timeout: 20_000 }).toBeCloseTo(seconds, 3);
}
