import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, test } from '../support/web/app.ts';
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

/** A tracker of many rows, more than are loaded at once, whose status moves one way. */
async function openWard(app: App, rows: number): Promise<string> {
  const file = join(app.workspace, '..', 'ward.md');
  const lines = Array.from({ length: rows }, (_, at) => `| Lamp ${at + 1} | Not Started | 2026-04-01 | |`);
  const text = `# Phase readiness

## Status taxonomy

\`\`\`mermaid
stateDiagram-v2
    [*] --> NotStarted
    NotStarted --> InProgress
    InProgress --> ReadyForSignoff
    ReadyForSignoff --> SignedOff
\`\`\`

## Lamps

| Lamp | Status | Due | Notes |
|---|---|---|---|
${lines.join('\n')}
`;
  await writeFile(file, text);
  await app.command('tracker', 'import', file);
  await app.open('/trackers');
  await app.open('/trackers/Phase%20readiness/table');
  return file;
}

test('a status that a row may not go to is named before anything is pasted or set, and the others change', async ({
  app,
  page,
}) => {
  const file = await openWard(app, 3);
  const before = await readFile(file, 'utf8');
  await (await itemCell(page, 'Lamp 1', 'Status')).click();
  await fillClipboard(page, 'Signed Off\n\nIn Progress\n');
  await page.keyboard.press('Control+v');
  const dialog = page.getByRole('dialog', { name: 'Paste cells' });
  await expect(dialog).toContainText('"Lamp 1" can\'t go from "Not Started" to "Signed Off". From');
  await expect(dialog).toContainText('Lamp 2, Status: a blank is not a status');
  await dialog.getByRole('button', { name: 'Change 1 cell' }).click();
  const pasted = before.replace('| Lamp 3 | Not Started |', '| Lamp 3 | In Progress |');
  await onDisk(file, pasted);
  await expect(page.getByRole('grid')).toBeFocused();

  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Set status' }).click();
  await page.getByRole('option', { name: 'Ready for Signoff' }).click();
  await expect(page.getByText(/1 item changes, 2 left as they are: “Lamp 1”/)).toBeVisible();
  await onDisk(file, pasted.replace('| Lamp 3 | In Progress |', '| Lamp 3 | Ready for Signoff |'));
});

test('a table copied from a page keeps its values in their rows and columns where a cell spans several', async ({
  app,
  page,
}) => {
  const file = await openWard(app, 3);
  const before = await readFile(file, 'utf8');
  await (await itemCell(page, 'Lamp 1', 'Status')).click();
  await page.evaluate(() => {
    const html =
      '<table><tr><td rowspan="2">In Progress</td><td>2026-05-01</td></tr><tr><td>2026-05-02</td></tr></table>';
    const data = new Blob([html], { type: 'text/html' });
    return navigator.clipboard.write([new ClipboardItem({ 'text/html': data })]);
  });
  await page.keyboard.press('Control+v');
  await page.getByRole('button', { name: 'Change 3 cells' }).click();
  await onDisk(
    file,
    before
      .replace('| Lamp 1 | Not Started | 2026-04-01 |', '| Lamp 1 | In Progress | 2026-05-01 |')
      .replace('| Lamp 2 | Not Started | 2026-04-01 |', '| Lamp 2 | Not Started | 2026-05-02 |'),
  );
});

test('a selection and a paste reach past the rows that are loaded', async ({ app, page }) => {
  const file = await openWard(app, 640);
  await (await itemCell(page, 'Lamp 1', 'Item')).click();
  await page.keyboard.press('Control+Shift+End');
  await expect(page.getByText('640 rows selected')).toBeVisible();
  await page.keyboard.press('Control+c');
  await expect(page.getByText('640 rows copied.')).toBeVisible();
  const lines = (await textOf(page)).trimEnd().split('\n');
  expect(lines).toHaveLength(641);
  expect(lines.at(-1)).toContain('Lamp 640');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Home');
  await (await itemCell(page, 'Lamp 1', 'Due')).click();
  await fillClipboard(page, Array.from({ length: 642 }, () => '2026-06-01').join('\n'));
  await page.keyboard.press('Control+v');
  const dialog = page.getByRole('dialog', { name: 'Paste cells' });
  await expect(dialog).toContainText('2 rows of what you copied lie past the end of the table');
  await dialog.getByRole('button', { name: 'Change 640 cells' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await readFile(file, 'utf8')).match(/2026-06-01/g)?.length).toBe(640);
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
