import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, test } from '../support/web/app.ts';
import { itemCell, openFixture } from '../support/web/tracker-pages.ts';

test.use({ sample: false });

/** Edits a date here, then saves the text from before that edit with another date, as an editor left open would. */
async function makeConflict(app: App, page: Page): Promise<string> {
  const file = await openFixture(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  const date = await itemCell(page, 'M2 First crane moved', 'Target Date');
  await date.click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2026-04-24');
  await page.keyboard.press('Enter');
  await expect.poll(() => readFile(file, 'utf8')).toContain('| April 24, 2026 |');
  await writeFile(file, before.replace('| April 10, 2026 |', '| April 17, 2026 |'));
  await expect(page.getByRole('link', { name: 'Decide the conflict' })).toBeVisible();
  return file;
}

test('both values are kept side by side and one key decides for mine', async ({ app, page }) => {
  const file = await makeConflict(app, page);
  await page.getByRole('link', { name: 'Decide the conflict' }).click();
  const card = page.getByRole('article', { name: /M2 First crane moved/ });
  await expect(card).toContainText('Apr 17, 2026');
  await expect(card).toContainText('Apr 24, 2026');
  await expectAccessible(page);
  await page.keyboard.press('j');
  await page.keyboard.press('m');
  await expect.poll(() => readFile(file, 'utf8')).toContain('| April 24, 2026 |');
  await expect(page.getByText(/There is none: every edit is in its file/)).toBeVisible();
  await page.getByRole('tab', { name: 'Decided' }).click();
  await expect(card).toContainText('kept what was written here');
  await expectAccessible(page);
});

test('a decision for theirs is taken back', async ({ app, page }) => {
  const file = await makeConflict(app, page);
  await app.open('/conflicts');
  const card = page.getByRole('article', { name: /M2 First crane moved/ });
  await card.getByRole('button', { name: /Keep theirs/ }).click();
  await expect.poll(() => readFile(file, 'utf8')).toContain('| April 17, 2026 |');
  await expect(card).toHaveCount(0);
  await page.getByRole('tab', { name: 'Decided' }).click();
  await expect(card).toContainText('kept what someone outside wrote');
  await page.keyboard.press('u');
  await page.getByRole('tab', { name: /^Open/ }).click();
  await expect(card).toBeVisible();
});

test('without conflicts the page says what it is for', async ({ app, page }) => {
  await app.open('/conflicts');
  await expect(
    page.getByText(/A conflict is a field that you and somebody else changed differently/),
  ).toBeVisible();
  await expectAccessible(page);
});
