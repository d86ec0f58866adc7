import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/web/app.ts';
import { itemCell, itemRow, openFixture } from '../support/web/tracker-pages.ts';

test.use({ sample: false });

async function onDisk(file: string, text: string): Promise<void> {
  await expect.poll(() => readFile(file, 'utf8')).toContain(text);
}

async function typeInto(page: Page, title: string, column: string, text: string): Promise<void> {
  await (await itemCell(page, title, column)).click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Reloads while something is unsaved; whether the browser asked first, and the page stayed. */
async function asksBeforeReload(page: Page): Promise<boolean> {
  let asked = false;
  page.once('dialog', (dialog) => {
    asked = dialog.type() === 'beforeunload';
    void dialog.dismiss();
  });
  await page.reload({ timeout: 3000 }).catch(() => null);
  page.removeAllListeners('dialog');
  return asked;
}

test('a cell edit is saved by going to another view of the tracker', async ({ app, page }) => {
  const file = await openFixture(app, page, 'quay-status.md');
  await typeInto(page, 'Rail laid', 'Notes', 'said on leaving');
  await page.getByRole('tab', { name: 'Log' }).click();
  await onDisk(file, '| said on leaving |');
});

test('a day that can’t be read is kept with its reason, also across views, and the page asks before it goes', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md');
  await typeInto(page, 'M2 First crane moved', 'Target Date', 'soonish');
  expect(await asksBeforeReload(page)).toBe(true);
  await page.getByRole('tab', { name: 'Log' }).click();
  await expect(page.getByText('“soonish” was not saved')).toBeVisible();
  await page.getByRole('tab', { name: 'Table' }).click();
  const cell = await itemCell(page, 'M2 First crane moved', 'Target Date');
  await expect(cell).toContainText('soonish');
  await expect(cell).toContainText('Write a day like 2026-04-03 or 3 April 2026');
  await expectAccessible(page);
});

test('a field of the side panel is saved by closing it, by the next item and by another view', async ({
  app,
  page,
}) => {
  const file = await openFixture(app, page, 'quay-status.md');
  const panel = page.getByRole('complementary');
  const edit = async (text: string) => {
    await panel.getByRole('button', { name: 'Edit Notes' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type(text);
  };
  await (await itemCell(page, 'Rail laid', 'Notes')).click();
  await page.keyboard.press('Enter');
  await edit('closed over it');
  await panel.getByRole('button', { name: 'Close' }).click();
  await onDisk(file, '| closed over it |');
  await page.keyboard.press('Enter');
  await edit('went on');
  await panel.getByRole('button', { name: 'Next' }).click();
  await onDisk(file, '| went on |');
  await panel.getByRole('button', { name: 'Previous' }).click();
  await edit('other row');
  await itemRow(page, 'Crane certified').hover();
  await itemRow(page, 'Crane certified').getByText('›').click();
  await onDisk(file, '| other row |');
});

test('a day is taken in the forms that the document and the screen use, in the cell and in the panel', async ({
  app,
  page,
}) => {
  const file = await openFixture(app, page, 'quay-status.md');
  await typeInto(page, 'M2 First crane moved', 'Target Date', '24.12.2026');
  await page.keyboard.press('Enter');
  await onDisk(file, '| December 24, 2026 |');
  await typeInto(page, 'M2 First crane moved', 'Target Date', '3. Januar 2027');
  await page.keyboard.press('Enter');
  await onDisk(file, '| January 3, 2027 |');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: 'Edit Target Date' }).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Dec 24, 2027');
  await expect(panel.getByText('Dec 24, 2027')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await onDisk(file, '| December 24, 2027 |');
});

test('the prose of a section that is being written keeps the page from being reloaded unasked', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md', 'source');
  await page.getByRole('button', { name: 'Edit a section' }).click();
  await page.getByRole('menuitem').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Markdown' }).click();
  await page.keyboard.type('half a thought');
  expect(await asksBeforeReload(page)).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});
