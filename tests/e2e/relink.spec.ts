import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, expectAccessible, test } from '../support/web/app.ts';
import { itemRow, openFixture } from '../support/web/tracker-pages.ts';

test.use({ sample: false });

test('a tracker whose file moved and changed is given it again, after a look, and that is undone in one step', async ({
  app,
  page,
}) => {
  const old = await openFixture(app, page, 'quay-status.md');
  const text = (await readFile(old, 'utf8')).replace('| Rail laid |', '| Rail laid twice |');
  const now = join(dirname(old), 'moved', 'quay.md');
  await mkdir(dirname(now));
  await rename(old, now);
  await writeFile(now, text);
  await page.getByRole('button', { name: 'Relink to another file…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Relink/ });
  await dialog.getByRole('textbox', { name: 'File' }).fill(now);
  await expect(dialog.getByRole('status')).toContainText(/^\d+ of \d+ items are in it\.$/);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Take this file' }).click();
  await expect(dialog).toBeHidden();
  await expect(itemRow(page, 'Rail laid twice')).toBeVisible();
  await expect(page.getByText('in step')).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Relink to another file…' })).toBeVisible();
  await expect(itemRow(page, 'Rail laid twice')).toHaveCount(0);
  expect(await readFile(now, 'utf8')).toBe(text);
  await expectAccessible(page);

  const args = ['tracker', 'relink', 'Quay Renewal Status', now] as const;
  expect(await app.command(...args, '--dry-run')).toMatchObject({ same: false });
  await app.command(...args);
  await expect(itemRow(page, 'Rail laid twice')).toBeVisible();
  expect(await readFile(now, 'utf8')).toBe(text);
});
