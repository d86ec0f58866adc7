import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, pressChord, test } from '../support/web/app.ts';
import { itemCell, itemRow, openFixture } from '../support/web/tracker-pages.ts';

test.use({ sample: false });

/** Writes a document beside the workspace, imports it and opens its tracker. */
async function openText(app: App, name: string, text: string | Uint8Array, title: string): Promise<void> {
  const file = join(app.workspace, '..', name);
  await writeFile(file, text);
  await app.command('tracker', 'import', file);
  await app.open('/trackers');
  await app.open(`/trackers/${encodeURIComponent(title)}`);
}

async function focusedRole(page: Page): Promise<string | null> {
  return page.evaluate(
    () => document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName ?? null,
  );
}

const boxes = `# Harbour checks

- [ ] Lamps lit (due: 2026-01-05)
- [x] Tide tables printed (done: 2026-01-04)
- [/] Pilots told
- [!] Crane certified
- [-] Old buoy towed

## Yard

| Step | Status | Due | Done |
|---|---|---|---|
| Fence mended | in progress | 2026-02-01 | |
| Gate painted | | Q1 2026 | |
`;

test('boxes that say more than ticked, and statuses left empty, are told apart in the table', async ({
  app,
  page,
}) => {
  await openText(app, 'harbour-checks.md', boxes, 'Harbour checks');
  await expect(itemRow(page, 'Pilots told').getByRole('img', { name: 'active [/]' })).toBeVisible();
  await expect(itemRow(page, 'Crane certified').getByRole('img', { name: 'blocked [!]' })).toBeVisible();
  await expect(itemRow(page, 'Lamps lit').getByText('not ticked').first()).toBeAttached();
  await expect(await itemCell(page, 'Gate painted', 'Status')).toContainText('empty');
  const headings = await page.getByRole('columnheader').allInnerTexts();
  expect(new Set(headings).size).toBe(headings.length);
  await expectAccessible(page);
});

test('a document in an encoding that is not edited says so at once', async ({ app, page }) => {
  const text = '# Gerüst\n\n| Step | Status |\n|---|---|\n| Tür prüfen | open |\n| Rest | done |\n';
  await openText(app, 'geruest.md', Buffer.from(text, 'latin1'), 'Gerüst');
  await expect(itemRow(page, 'Rest')).toBeVisible();
  await page.getByRole('button', { name: 'Add row' }).click();
  await expect(page.getByRole('alertdialog').getByText(/Windows-1252/)).toHaveCount(1);
  await expect(page.getByRole('dialog', { name: /^Add a/ })).toBeHidden();
  await itemRow(page, 'Rest').getByRole('gridcell').first().click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('alertdialog').getByText(/Windows-1252/)).toHaveCount(1);
  await expect(itemRow(page, 'Rest')).toBeVisible();
  await expectAccessible(page);
});

test('a screen just come to takes the keys of its list', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await app.open('/');
  await pressChord(page, 'g', 't');
  await expect(page.getByRole('grid', { name: 'Trackers' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('grid', { name: 'Trackers' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Items of Quay Renewal Status' })).toBeVisible();
});

test('the focus is somewhere after a dialog or the palette closes', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await (await itemCell(page, 'Rail laid', 'Notes')).click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find or do anything' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(() => focusedRole(page)).toBe('grid');
  await app.open('/trackers');
  await expect(page.getByRole('grid', { name: 'Trackers' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Add trackers' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(() => focusedRole(page)).not.toBe('BODY');
});

test('Enter shifts dates and agrees to a paste', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await (await itemCell(page, 'Rail laid', 'Notes')).click();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Shift dates' }).click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(await itemCell(page, 'Rail laid', 'Target Date')).toContainText('Apr 3, 2026');
  await (await itemCell(page, 'Crane certified', 'Notes')).click();
  await page.evaluate(() => navigator.clipboard.writeText('pasted words'));
  await page.keyboard.press('Control+v');
  await expect(page.getByRole('dialog', { name: 'Paste cells' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(await itemCell(page, 'Crane certified', 'Notes')).toContainText('pasted words');
});

test('an edit made while the engine is away says that it was not sent', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await (await itemCell(page, 'Rail laid', 'Notes')).click();
  await page.keyboard.press('F2');
  await app.shell.kill();
  await expect(page.getByText('The engine has stopped.')).toBeVisible();
  await page.keyboard.type('unsent');
  await page.keyboard.press('Enter');
  await expect(await itemCell(page, 'Rail laid', 'Notes')).toContainText('nothing was sent');
});

test('what is late is marked by a sign on paper', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  const late = itemRow(page, 'Rail laid').locator('[data-late=true]');
  const sign = () => late.evaluate((element) => getComputedStyle(element, '::before').content);
  expect(await sign()).toBe('none');
  await page.emulateMedia({ media: 'print' });
  expect(await sign()).toContain('!');
});

test('the name stays in sight while a table is scrolled sideways', async ({ app, page }) => {
  await page.setViewportSize({ width: 800, height: 700 });
  await openFixture(app, page, 'quay-status.md');
  const name = await itemCell(page, 'Rail laid', 'Item');
  const before = await name.boundingBox();
  await name.click();
  await page.keyboard.press('End');
  await expect.poll(() => page.getByRole('grid').evaluate((grid) => grid.scrollLeft)).toBeGreaterThan(0);
  expect((await name.boundingBox())?.x).toBe(before?.x);
  await expectAccessible(page);
});
