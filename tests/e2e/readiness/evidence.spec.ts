import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type App, expect, expectAccessible, pressChord, test } from '../../support/web/app.ts';
import { itemRow, openFixture } from '../../support/web/tracker-pages.ts';

test.use({ sample: false });

/** A file beside the tracker, in the folder that its paths are meant in. */
async function writeBeside(app: App, name: string, text: string): Promise<void> {
  const file = join(app.workspace, '..', name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

test('without evidence the page says what it is for and how to add some', async ({ app, page }) => {
  await app.open('/');
  await pressChord(page, 'g', 'e');
  await expect(page).toHaveURL(/\/evidence$/);
  await expect(page.getByText(/Evidence backs what an item says/)).toBeVisible();
  await expect(page.getByText(/quarterdeck evidence add/)).toBeVisible();
  await expectAccessible(page);
});

test('what an item names becomes evidence with one key, is verified, filtered, withdrawn and restored by keyboard', async ({
  app,
  page,
}) => {
  await writeBeside(app, 'survey/piles.csv', 'pile,depth\n1,12\n');
  await openFixture(app, page, 'quay-status.md');
  await page.getByRole('grid').focus();
  await itemRow(page, 'M1 Old piles surveyed').click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'M1 Old piles surveyed' });
  await expect(panel.getByText(/Nothing backs this item yet/)).toBeVisible();

  await page.keyboard.press('Shift+E');
  const dialog = page.getByRole('dialog', { name: 'Add evidence' });
  await expect(dialog.getByRole('option', { name: /survey\/piles\.csv/ })).toBeFocused();
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('1');
  await expect(dialog.getByRole('textbox', { name: 'File' })).toBeFocused();
  await expect(dialog.getByRole('textbox', { name: 'File' })).toHaveValue('survey/piles.csv');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const pieces = panel.getByRole('region', { name: 'Evidence' }).getByRole('listitem');
  await expect(pieces).toContainText(/survey\/piles\.csv.*Artifact.*Verified\./);
  await expectAccessible(page);

  await page.keyboard.press('Shift+E');
  await dialog.getByRole('button', { name: 'Add and verify' }).click();
  await expect(dialog.getByText('Name the file.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Path' }).fill('docs/absent.md');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(pieces).toHaveCount(2);
  await expect(pieces.filter({ hasText: 'docs/absent.md' })).toContainText('Missing.');

  await app.open('/evidence');
  const grid = page.getByRole('grid', { name: 'Evidence' });
  await expect(itemRow(page, 'docs/absent.md')).toContainText('Missing');
  await expect(itemRow(page, 'survey/piles.csv')).toContainText('Verified');
  await expectAccessible(page);
  const states = page.getByRole('toolbar', { name: 'States' });
  await states.getByRole('button', { name: '1 missing' }).click();
  await expect(page).toHaveURL(/state=missing/);
  await expect(itemRow(page, 'survey/piles.csv')).toHaveCount(0);
  await states.getByRole('button', { name: '1 missing' }).click();
  await page.getByRole('searchbox', { name: 'Filter by words' }).fill('piles.csv');
  await expect(itemRow(page, 'docs/absent.md')).toHaveCount(0);
  await expect(page).toHaveURL(/q=piles\.csv/);

  await writeBeside(app, 'survey/piles.csv', 'pile,depth\n1,13\n');
  await grid.focus();
  await page.keyboard.press('v');
  await expect(itemRow(page, 'survey/piles.csv')).toContainText('Failed');

  await page.keyboard.press('x');
  await expect(page.getByText('No evidence fits this filter.')).toBeVisible();
  await page.keyboard.press('F6');
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(itemRow(page, 'survey/piles.csv')).toContainText('Failed');
});

test('a piece opens in the side panel with its verifications, and its tier, freshness and note change', async ({
  app,
  page,
}) => {
  await writeBeside(app, 'docs/plan.md', '# Plan\n\n## Order\n');
  await openFixture(app, page, 'quay-status.md');
  await app.command('evidence', 'add', 'M0 Charter signed', '--type', 'doc', 'docs/plan.md#Order');
  await app.open('/evidence');
  await itemRow(page, 'docs/plan.md#Order').click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'docs/plan.md#Order' });
  await expect(panel.getByRole('region', { name: 'Verifications' }).getByRole('listitem')).toHaveCount(1);
  await expectAccessible(page);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Change evidence' });
  await dialog.getByRole('textbox', { name: 'Fresh for days' }).fill('0');
  await expect(dialog.getByText(/from 1 to 3650/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Fresh for days' }).fill('14');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('As agreed.');
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(panel).toContainText('for 14 days');
  await expect(panel).toContainText('As agreed.');
  await panel.getByRole('link', { name: 'M0 Charter signed' }).click();
  await expect(page).toHaveURL(/\/trackers\/.*item=/);
});

test('verifying all that is shown has a progress that can be stopped, and says at its end how many hold', async ({
  app,
  page,
}) => {
  await writeBeside(app, 'build/quay.img', 'small');
  await openFixture(app, page, 'quay-status.md');
  await app.command('evidence', 'add', 'M0 Charter signed', '--type', 'artifact', 'build/quay.img');
  await app.command('evidence', 'add', 'M0 Charter signed', '--type', 'doc', 'docs/absent.md');
  await app.open('/evidence');
  const verify = page.getByRole('button', { name: 'Verify all shown' });
  await verify.click();
  await expect(page.getByText('1 of 2 pieces of evidence verified.')).toBeVisible();
  // Takes a while to read, and no room on the disk.
  await truncate(join(app.workspace, '..', 'build/quay.img'), 40 * 1024 ** 3);
  await verify.click();
  await expect(page.getByRole('progressbar', { name: 'Verifying evidence' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Stop verifying' }).click();
  await expect(page.getByText('Stopped as you asked.')).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Verifying evidence' })).toHaveCount(0);
  await expect(itemRow(page, 'build/quay.img')).toContainText('Verified');
});

test('items are listed by the states of their evidence, and a row leads to its pieces', async ({
  app,
  page,
}) => {
  await writeBeside(app, 'docs/plan.md', '# Plan\n');
  await openFixture(app, page, 'quay-status.md');
  await app.command('evidence', 'add', 'M0 Charter signed', '--type', 'doc', 'docs/plan.md');
  await app.command('evidence', 'add', 'M0 Charter signed', '--type', 'doc', 'docs/absent.md');
  await app.command('evidence', 'add', 'Rail laid', '--type', 'doc', 'docs/plan.md#Plan');
  await app.open('/evidence');
  await page.getByRole('tab', { name: 'By item' }).click();
  const items = page.getByRole('grid', { name: 'Items by state of their evidence' });
  await expect(items.getByRole('row').nth(1)).toContainText(/M0 Charter signed.*0.*1.*0.*0.*1.*0.*2/);
  await expect(items.getByRole('row').nth(2)).toContainText(/Rail laid/);
  await expectAccessible(page);
  await itemRow(page, 'Rail laid').click({ position: { x: 150, y: 8 } });
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/item=/);
  await expect(page.getByRole('grid', { name: 'Evidence' })).toContainText('docs/plan.md#Plan');
  await expect(itemRow(page, 'docs/absent.md')).toHaveCount(0);
});
