import { readFile, writeFile } from 'node:fs/promises';
import { expect, expectAccessible, test } from '../support/web/app.ts';
import { openFixture } from '../support/web/tracker-pages.ts';

test.use({ sample: false });

test('a version is restored after its difference was shown, and one undo brings the text back', async ({
  app,
  page,
}) => {
  const file = await openFixture(app, page, 'quay-status.md', 'changes');
  const before = await readFile(file, 'utf8');
  const after = before.replace('| March 27, 2026 | blocked |', '| March 27, 2026 | in-progress |');
  await writeFile(file, after);
  await expect(page.getByText(/^Someone outside changed the status of .*Rail laid/)).toBeVisible();
  await page.getByText(/^Read for the first time/).click();
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  const dialog = page.getByRole('dialog', { name: /^Restore version 1 of/ });
  await expect(dialog).toContainText('1 line added, 1 line removed');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Restore the version' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => readFile(file, 'utf8')).toBe(before);
  await expect(page.getByText(/^You changed the status of .* by restoring a version/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(() => readFile(file, 'utf8')).toBe(after);
});
