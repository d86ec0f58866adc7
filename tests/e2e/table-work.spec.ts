import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/web/app.ts';
import { itemCell, itemRow, openFixture } from '../support/web/tracker-pages.ts';

test.use({ sample: false });

async function onDisk(file: string, text: string): Promise<void> {
  await expect.poll(() => readFile(file, 'utf8')).toBe(text);
}

async function fillClipboard(page: Page, text: string): Promise<void> {
  await page.evaluate((value) => navigator.clipboard.writeText(value), text);
}

const textOf = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test('a block from a spreadsheet is looked at, pasted over cells, and taken back as one step', async ({
  app,
  page,
}) => {
  const file = await openFixture(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  await (await itemCell(page, 'Rail laid', 'Status')).click();
  await fillClipboard(page, 'in-progress\t2026-04-01\nin-progress\tsoon\n');
  await page.keyboard.press('Control+v');
  const dialog = page.getByRole('dialog', { name: 'Paste cells' });
  await expect(dialog.getByRole('row')).toHaveCount(4);
  await expect(dialog).toContainText('“soon” is not a day');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  expect(await readFile(file, 'utf8')).toBe(before);

  await page.keyboard.press('Control+v');
  await dialog.getByRole('button', { name: 'Change 3 cells' }).click();
  await onDisk(
    file,
    before
      .replace('| Rail laid | March 27, 2026 | blocked |', '| Rail laid | April 1, 2026 | in-progress |')
      .replace(
        '| Crane certified | April 3, 2026 | not-started |',
        '| Crane certified | April 3, 2026 | in-progress |',
      ),
  );
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Control+z');
  await onDisk(file, before);
});

test('the dates of a selection are shifted by days and the popover closes', async ({ app, page }) => {
  const file = await openFixture(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  await (await itemCell(page, 'Rail laid', 'Item')).click();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Shift dates' }).click();
  const popover = page.getByRole('dialog', { name: 'Shift dates' });
  await popover.getByRole('textbox', { name: 'Days' }).fill('-3');
  await expect(popover).toContainText('Mar 27, 2026 → Mar 24, 2026');
  await expectAccessible(page, '[role=dialog]');
  await popover.getByRole('button', { name: 'Shift 2 dates' }).click();
  await expect(popover).toBeHidden();
  await onDisk(
    file,
    before.replace('March 27, 2026', 'March 24, 2026').replace('April 3, 2026', 'March 31, 2026'),
  );
});

test('a row has a menu for the pointer and for the keyboard: add above, copy as Markdown', async ({
  app,
  page,
}) => {
  const file = await openFixture(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  await itemRow(page, 'Crane certified').click({ button: 'right' });
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Copy as Markdown' }).click();
  await expect.poll(() => textOf(page)).toContain('| Crane certified |');
  await expect(page.getByRole('grid')).toBeFocused();

  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Add a row above' }).click();
  const dialog = page.getByRole('dialog', { name: /Add a/ });
  await expect(dialog).toContainText('above “Crane certified”');
  await page.keyboard.type('Rail greased');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => readFile(file, 'utf8'))
    .toMatch(/Rail laid [^\n]*\n\| Rail greased [^\n]*\n\| Crane certified/);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('grid')).toBeFocused();
  await page.keyboard.press('Control+z');
  await onDisk(file, before);
});

test('the button adds a row where the keyboard stands', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await (await itemCell(page, 'Piles numbered', 'Item')).click();
  await page.getByRole('button', { name: 'Add row' }).click();
  await expect(page.getByRole('dialog', { name: /Add a/ })).toContainText('below “Piles numbered”');
});

test('a file dropped on a browser window is asked for by its place, and the page stays', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md');
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['# Plan'], 'plan.md'));
    document.body.dispatchEvent(
      new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByRole('dialog', { name: 'Add trackers' })).toBeVisible();
  await expect(page.getByText('A browser doesn’t say where “plan.md” lies.')).toBeVisible();
});

test('trackers are found by words and grouped', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await openFixture(app, page, 'berth-readiness.md');
  await app.open('/trackers');
  await page.getByRole('searchbox', { name: 'Filter by name, owner or file' }).fill('quay');
  await expect(page.getByText('1 of 2 trackers')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter by name, owner or file' }).fill('nothing like it');
  await expect(page.getByText('No tracker has “nothing like it”')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Filter by name, owner or file' }).fill('');
  await page.getByRole('button', { name: /Grouped by/ }).click();
  await page.getByRole('option', { name: 'By owner' }).click();
  await expect(page.getByRole('grid')).toContainText('Quay Office');
  await expectAccessible(page);
});
