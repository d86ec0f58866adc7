import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/web/app.ts';

test('a tracker opened by its name is marked in the rail and undone where it is shown', async ({
  app,
  page,
}) => {
  const file = join(app.workspace, 'sample', 'beacon-renewal-status.md');
  const before = await readFile(file, 'utf8');
  await app.open(`/trackers/${encodeURIComponent('Beacon Renewal Status')}/source?line=12`);
  await expect(page).toHaveURL(/\/trackers\/tr_[^/]+\/source\?line=12$/);
  await expect(page.getByRole('tab', { name: 'Source' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('navigation', { name: 'Areas' }).locator('[aria-current=page]')).toContainText(
    'Beacon Renewal Status',
  );

  await app.command('tracker', 'set', 'Beacon Renewal Status', 'M3', 'date', '2026-11-02');
  expect(await readFile(file, 'utf8')).not.toBe(before);
  await page.keyboard.press('Control+z');
  const messages = page.getByRole('region', { name: /Messages/ });
  await expect(messages.getByText(/Nov 2, 2026/)).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe(before);
  await page.goBack();
  await expect(page).not.toHaveURL(/Beacon/);
});

test('a name that no tracker has is refused with the way to all of them', async ({ app, page }) => {
  await app.open('/trackers/Nobody%20knows%20it');
  await page.getByRole('button', { name: 'All trackers' }).click();
  await expect(page).toHaveURL(/\/trackers$/);
});
