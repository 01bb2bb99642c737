import { expect, test } from '@playwright/test';
import { clock, digest, jump, open, opened, pause } from './page.ts';

test('first sight: a living group, one line to watch for, one large button', async ({ page }) => {
  await open(page);
  const before = await clock(page);
  await expect.poll(() => clock(page)).toBeGreaterThan(before);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Three consumers share six partitions');
  await expect(page.getByRole('button', { name: 'Crash consumer-2' }).first()).toBeVisible();
});

test('crash, wait for the expiry, see the new generation; step back; branch; both figures', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Crash consumer-2' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('read by nobody');
  await pause(page);
  const crashedAt = await clock(page);

  // To the expiry of the session by one button, and on until the survivors have taken over.
  await page.getByRole('button', { name: /^Skip to .*consumer-2 session runs out/ }).click();
  await expect.poll(() => clock(page), { timeout: 20_000 }).toBeGreaterThan(crashedAt + 30);
  await jump(page, (await clock(page)) + 12);
  const story = page.getByRole('complementary', { name: 'Story and inspector' });
  await expect(story).toContainText('generation 2', { ignoreCase: true });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('read again');

  // Back to before the crash: the first generation stands, nobody is missing.
  await jump(page, crashedAt - 2);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Three consumers share six partitions');
  await page.getByRole('button', { name: 'One event back' }).click();
  await expect.poll(() => clock(page)).toBeLessThan(crashedAt - 1.9);

  // The what-if opens a branch at the crash and prints both figures in one line.
  await page.getByRole('button', { name: 'Close it instead' }).click();
  await expect(page.locator('.whatif-figures')).toContainText('instead of', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Session 6 s' }).click();
  await expect(page.locator('.whatif-figures')).toHaveCount(2, { timeout: 30_000 });
  for (const line of await page.locator('.whatif-figures').allTextContents())
    expect(line).toMatch(/unread \d+\.\d s.* instead of unread 4\d\.\d s \(\d+\.\d s in all\)/);
});

test('a link opens the same moment in a second page', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await page.getByRole('button', { name: 'Crash consumer-2' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('read by nobody');
  await pause(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Link copied' })).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  expect(address.length).toBeLessThan(800);

  const second = await context.newPage();
  await second.goto(address);
  await expect(second.locator('.notice')).toContainText('the run matches ✓');
  expect(await clock(second)).toBe(await clock(page));
  expect(await digest(second)).toBe(await digest(page));
  await second.close();

  // One character changed: a sentence, and the page goes on.
  const hash = address.indexOf('#');
  const at = hash + 12;
  const broken = address.slice(0, at) + (address[at] === 'A' ? 'B' : 'A') + address.slice(at + 1);
  const third = await context.newPage();
  await third.goto(broken);
  await expect(third.locator('.notice')).not.toBeEmpty();
  await expect(third.getByRole('heading', { level: 1 })).not.toBeEmpty();
  await third.close();
});

test('what was done survives a reload, and undo takes it back', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Crash consumer-2' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('read by nobody');
  await pause(page);
  const [at, trace] = [await clock(page), await digest(page)];
  await page.reload();
  await opened(page);
  await expect.poll(() => clock(page)).toBe(at);
  await expect.poll(() => digest(page)).toBe(trace);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Three consumers share six partitions');
});

test('a file holds what the link holds', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Crash consumer-2' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('read by nobody');
  await pause(page);
  const [at, trace] = [await clock(page), await digest(page)];
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save to a file, or open one' }).click();
  await page.getByRole('button', { name: 'Save this moment' }).click();
  const path = await (await saving).path();

  await page.keyboard.press('g');
  await page.locator('.gallery button').nth(1).click();
  await expect.poll(() => digest(page)).not.toBe(trace);
  await page.getByRole('button', { name: 'Save to a file, or open one' }).click();
  await page.getByLabel('File to open').setInputFiles(path);
  await expect(page.locator('.notice')).toContainText('the run matches ✓');
  expect([await clock(page), await digest(page)]).toEqual([at, trace]);
});

test('the same by keyboard alone', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  const start = await clock(page);
  await page.keyboard.press('a');
  await expect(page.getByRole('region', { name: 'Stage' })).toContainText('consumer-4');
  await page.keyboard.press('0');
  await expect.poll(() => clock(page)).toBeCloseTo(start + 10, 2);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => clock(page)).toBeLessThan(start + 10);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Every key' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Every key' })).toBeHidden();
});

test('every scenario of the gallery opens and plays', async ({ page }) => {
  await open(page);
  await page.keyboard.press('g');
  const names = await page.locator('.gallery button b').allTextContents();
  expect(names.length).toBeGreaterThanOrEqual(6);
  await page.keyboard.press('Escape');
  for (const name of names) {
    await page.keyboard.press('g');
    await page.locator('.gallery button').filter({ hasText: name }).first().click();
    await expect(page.locator('.topbar-scenario')).toContainText(name);
    const before = await clock(page);
    await expect.poll(() => clock(page)).toBeGreaterThan(before);
    await expect(page.locator('.notice.failed')).toHaveCount(0);
  }
});

test('the page works from a sub-path and allows nothing but its own files', async ({ page }) => {
  await open(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'none'");
});

test('a setting is changed by key and by menu: a branch opens, and the value is marked', async ({ page }) => {
  await open(page);
  await pause(page);
  const stage = page.getByRole('region', { name: 'Stage' });
  await stage.getByText('consumer-2', { exact: true }).first().click();
  await page.keyboard.press('e');
  await expect(page.locator('.inspector-editor')).toBeVisible();
  await page.locator('.inspector-editor input').first().fill('7000');
  await page.locator('.inspector-editor input').first().press('Enter');
  await expect(page.locator('.transport-branch select')).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByRole('menu')).toContainText('Settings');
});
