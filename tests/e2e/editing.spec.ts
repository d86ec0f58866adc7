import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, test } from '../support/web/app.ts';
import { copyFixture, itemCell, itemRow } from '../support/web/tracker-pages.ts';

const fixtures = join(import.meta.dirname, '../fixtures/views');

test.use({ sample: false });

/** Adds a copy of a fixture through the dialog and stays on its table; the file's path. */
async function addTracker(app: App, page: Page, fixture: string): Promise<string> {
  const file = await copyFixture(app, fixture);
  await app.open('/trackers');
  await page.getByRole('button', { name: /Add a file or folder/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Add trackers' });
  await dialog.getByRole('textbox', { name: 'File, folder or pattern' }).fill(file);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Add 1 tracker' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  return file;
}

async function onDisk(file: string, text: string): Promise<void> {
  await expect.poll(() => readFile(file, 'utf8')).toBe(text);
}

test('an acceptance, a box and a date are edited, undone and redone: the file differs in exactly those bytes', async ({
  app,
  page,
}) => {
  const file = await addTracker(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  const met = before.replace('| WS1 | partial |', '| WS1 | met |');
  const ticked = met.replace('- [ ] Lamps lit', '- [x] Lamps lit');
  const moved = ticked.replace('| April 10, 2026 |', '| April 24, 2026 |');

  const status = await itemCell(page, 'Load evidence', 'Status');
  await status.click();
  await page.keyboard.press('F2');
  await page.getByRole('option', { name: 'met' }).click();
  await onDisk(file, met);

  await (await itemCell(page, 'Lamps lit', 'Item')).click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await onDisk(file, ticked);

  const date = await itemCell(page, 'M2 First crane moved', 'Target Date');
  await date.click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2026-04-24');
  await page.keyboard.press('Enter');
  await onDisk(file, moved);
  await expect(date).toContainText('Apr 24, 2026');

  await page.keyboard.press('Control+z');
  await onDisk(file, ticked);
  await expect(date).toContainText('Apr 10, 2026');
  await page.keyboard.press('Control+z');
  await onDisk(file, met);
  await page.keyboard.press('Control+z');
  await onDisk(file, before);

  await page.keyboard.press('Control+Shift+z');
  await onDisk(file, met);
  await page.keyboard.press('Control+Shift+z');
  await onDisk(file, ticked);
  await page.keyboard.press('Control+Shift+z');
  await onDisk(file, moved);
  expect(await readFile(join(fixtures, 'quay-status.md'), 'utf8')).toBe(before);
});

test('an illegal status move stays in its cell and names the legal ones', async ({ app, page }) => {
  const file = await addTracker(app, page, 'berth-readiness.md');
  const before = await readFile(file, 'utf8');
  const status = await itemCell(page, 'Dredging', 'Status');
  await status.click();
  await page.keyboard.press('F2');
  const illegal = page.getByRole('option', { name: /Signed Off/ });
  await expect(illegal).toHaveAttribute('aria-disabled', 'true');
  await expect(illegal).toContainText('it can go to Ready for Signoff or Completed (Doc Baseline).');
  await page.keyboard.press('Escape');
  await onDisk(file, before);
});

test('a name is typed over in place and Escape restores it', async ({ app, page }) => {
  const file = await addTracker(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  const title = await itemCell(page, 'M3 Quay opened', 'Item');
  await title.click();
  await page.keyboard.press('F2');
  await page.keyboard.type(' to all');
  await page.keyboard.press('Escape');
  await expect(title).toContainText('M3 Quay opened');
  await page.keyboard.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.type(' | to all');
  await page.keyboard.press('Enter');
  await onDisk(file, before.replace('| M3 Quay opened |', '| M3 Quay opened \\| to all |'));
});

test('rows are added, duplicated, moved and deleted, each one step back', async ({ app, page }) => {
  const file = await addTracker(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  await (await itemCell(page, 'Rail laid', 'Notes')).click();
  await page.keyboard.press('Alt+ArrowDown');
  await expect
    .poll(async () => (await readFile(file, 'utf8')).indexOf('| Crane certified'))
    .toBeLessThan(before.indexOf('| Crane certified'));
  await page.keyboard.press('Control+z');
  await onDisk(file, before);

  await (await itemCell(page, 'Rail laid', 'Notes')).click();
  await page.keyboard.press('Alt+Enter');
  const dialog = page.getByRole('dialog', { name: 'Add a milestone' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Rail tested');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(itemRow(page, 'Rail tested')).toBeVisible();
  await expect.poll(() => readFile(file, 'utf8')).toMatch(/Steel is late. \|\n\| Rail tested \|/);

  await (await itemCell(page, 'Rail tested', 'Notes')).click();
  await page.keyboard.press('Delete');
  await expect(itemRow(page, 'Rail tested')).toHaveCount(0);
  await page
    .getByRole('alertdialog')
    .filter({ hasText: 'Removed' })
    .getByRole('button', { name: /^Undo/ })
    .click();
  await expect(itemRow(page, 'Rail tested')).toBeVisible();

  await (await itemCell(page, 'Piles numbered', 'Notes')).click();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(itemRow(page, 'Piles numbered')).toHaveCount(2);
});

test('a selection is edited at once and undone as one step', async ({ app, page }) => {
  const file = await addTracker(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  await (await itemCell(page, 'M2 First crane moved', 'Item')).click();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  const bar = page.getByRole('toolbar', { name: 'Selected rows' });
  await expect(bar).toContainText('2 rows selected');
  await expectAccessible(page);
  await bar.getByRole('button', { name: /Set status/ }).click();
  await page.getByRole('option', { name: 'blocked' }).click();
  const both = before
    .replace('| April 10, 2026 | not-started |', '| April 10, 2026 | blocked |')
    .replace('| May 15, 2026 | not-started |', '| May 15, 2026 | blocked |');
  await onDisk(file, both);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await onDisk(file, before);
});

test('the side panel moves a status, edits a date and steps through the rows', async ({ app, page }) => {
  const file = await addTracker(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  await (await itemCell(page, 'M0 Charter signed', 'Item')).click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /M0 Charter signed/ });
  await expect(panel).toBeFocused();
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Set status to done' }).click();
  await onDisk(file, before.replace('| in-progress | Ines Keller |', '| done | Ines Keller |'));
  await expect(panel.getByText(/You changed the status from “in-progress” to “done”/)).toBeVisible();
  await panel.getByRole('button', { name: 'Edit Notes' }).click();
  const notes = panel.getByRole('textbox', { name: 'Notes' });
  await notes.fill('Signed on board.');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => readFile(file, 'utf8')).toContain('| done | Ines Keller | Signed on board. |');
  await panel.focus();
  await page.keyboard.press(']');
  await expect(page.getByRole('complementary', { name: /M1 Old piles surveyed/ })).toBeVisible();
  await page.keyboard.press('[');
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
});

test('a card is moved by keyboard and its word is written', async ({ app, page }) => {
  const file = await addTracker(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  await page.getByRole('tab', { name: 'Board' }).click();
  await expect(page.getByRole('group', { name: /^Board of/ })).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /M2 First crane moved/ })
    .first()
    .focus();
  await page.keyboard.press('Alt+ArrowRight');
  await onDisk(file, before.replace('| April 10, 2026 | not-started |', '| April 10, 2026 | in-progress |'));
});

test('a change made outside shows at once and nothing else is touched', async ({ app, page }) => {
  const file = await addTracker(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  await writeFile(file, before.replace('| March 27, 2026 | blocked |', '| March 27, 2026 | in-progress |'));
  await expect(await itemCell(page, 'Rail laid', 'Status')).toContainText('in-progress');
});

test('a cell that changed outside while its editor was open keeps the outside value, and both are a conflict', async ({
  app,
  page,
}) => {
  const file = await addTracker(app, page, 'quay-status.md');
  const before = await readFile(file, 'utf8');
  const theirs = before.replace('| WS1 | partial |', '| WS1 | not-yet-verified |');
  const status = await itemCell(page, 'Load evidence', 'Status');
  await status.click();
  await page.keyboard.press('F2');
  await expect(page.getByRole('option', { name: 'met', exact: true })).toBeVisible();
  await writeFile(file, theirs);
  await expect(page.getByText('being changed')).toBeVisible();
  await expect(page.getByText('in step')).toBeVisible();
  await page.getByRole('option', { name: 'met', exact: true }).click();
  await expect(page.getByText('Decide the conflict')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe(theirs);
});

test('a phase in a summary and in a section of its own is one row, shows both places and is set in both', async ({
  app,
  page,
}) => {
  const file = await addTracker(app, page, 'ferry-plan.md');
  const before = await readFile(file, 'utf8');
  await expect(itemRow(page, 'Phase 1: Hull')).toHaveCount(1);
  await (await itemCell(page, 'Phase 1: Hull', 'Item')).click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'Phase 1: Hull' });
  await expect(panel.getByText('It stands in 2 places and is counted once.')).toBeVisible();
  await expect(panel.getByText('Weld the frames').first()).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole('button', { name: /^Set status to DONE$/i }).click();
  const done = before.replace('| In progress |', '| Done |').replace('(IN PROGRESS)', '(DONE)');
  await onDisk(file, done);
  await page.keyboard.press('Control+z');
  await onDisk(file, before);

  await panel.getByRole('link', { name: 'Summary, line 7' }).click();
  await expect(page.getByRole('tab', { selected: true })).toHaveText('Source');
});
