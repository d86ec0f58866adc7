import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, findInPalette, pressChord, test } from '../support/web/app.ts';

test.describe('first run', () => {
  test.use({ welcomed: false });

  test('the welcome can be dismissed for good and asked for again', async ({ app, page }) => {
    const welcome = page.getByRole('region', { name: 'Welcome to Quarterdeck' });
    await expect(welcome).toBeVisible();
    await page.getByRole('button', { name: 'Keep the sample and look around' }).click();
    await expect(welcome).toBeHidden();
    await expect(page.getByRole('region', { name: 'Programmes' }).getByRole('link').first()).toBeVisible();
    await app.open('/settings');
    await app.open('/');
    await expect(page.getByRole('region', { name: 'Programmes' }).getByRole('link').first()).toBeVisible();
    await expect(welcome).toBeHidden();
    await findInPalette(page, 'show the welcome');
    await page.keyboard.press('Enter');
    await expect(welcome).toBeVisible();
  });

  test('the sample can be removed and brought back', async ({ app, page }) => {
    expect(app.workspace).not.toBe('');
    await page.getByRole('button', { name: 'Remove the sample' }).click();
    await expect(page.getByRole('heading', { name: 'No trackers yet' })).toBeVisible();
    await page.getByRole('button', { name: 'Look at the sample first' }).click();
    await expect(page.getByRole('region', { name: 'Programmes' }).getByRole('link').first()).toBeVisible();
  });
});

test.describe('an empty workspace', () => {
  test.use({ sample: false });

  test('teaches instead of showing empty panels', async ({ app, page }) => {
    await app.open('/');
    await expect(page.getByText(/read from your own Markdown trackers/)).toBeVisible();
    await page.getByRole('button', { name: /Open your trackers/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  });
});

test('the look is chosen, kept, and there before the first paint', async ({ app, page }) => {
  await app.open('/settings');
  await page.locator('label', { hasText: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.locator('label', { hasText: 'Compact' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.unroute('**/assets/*.js');
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
});

test('a wrong number of days stays in its field with the reason', async ({ app, page }) => {
  await app.open('/settings');
  const days = page.getByRole('textbox', { name: 'Stale after, in days' });
  await days.fill('soon');
  await expect(page.getByText('Type a whole number of days.')).toBeVisible();
  await days.fill('12');
  await page.keyboard.press('Enter');
  await page.reload();
  await expect(days).toHaveValue('12');
});

test('an edit made elsewhere shows at once, and is undone and redone where its tracker is shown', async ({
  app,
  page,
}) => {
  await app.open('/');
  const changes = page.getByRole('listbox', { name: 'Recent changes' });
  // The sample signs this off once it is shown.
  await expect(changes.getByRole('option').first()).toContainText('Spare lamp glass');
  const file = join(app.workspace, 'sample', 'beacon-renewal-status.md');
  const read = () => readFile(file, 'utf8');
  const before = await read();

  await app.command('tracker', 'set', 'Beacon Renewal Status', 'M3', 'status', 'done');
  await expect(changes.getByRole('option').first()).toContainText('Harbour mouth');
  await expect(page.getByRole('region', { name: 'Connection and saving' })).toContainText(/saved \d\d:\d\d/);
  const edited = await read();
  expect(edited).not.toBe(before);

  const messages = page.getByRole('region', { name: /Messages/ });
  // Made in another window or by a command, it is undone where its tracker is shown.
  await page.keyboard.press('Control+z');
  await expect(messages.getByText('There is nothing left of yours to undo or redo here.')).toBeVisible();
  expect(await read()).toBe(edited);
  await page
    .getByRole('region', { name: 'Programmes' })
    .getByRole('link', { name: /Beacon/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/trackers\//);
  await page.keyboard.press('Control+z');
  await expect(messages.getByText(/Harbour mouth/).first()).toBeVisible();
  expect(await read()).toBe(before);
  await page.keyboard.press('Control+Shift+Z');
  await expect(messages.getByText(/Harbour mouth/)).toHaveCount(2);
  expect(await read()).toBe(edited);
});

test('undo says so when there is nothing to take back', async ({ app, page }) => {
  await app.open('/');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('There is nothing left of yours to undo or redo here.')).toBeVisible();
});

test('while the engine is away the frame says so, keeps what it knew, and mends itself', async ({
  app,
  page,
}) => {
  await app.open('/');
  const programmes = page.getByRole('region', { name: 'Programmes' }).getByRole('link');
  await expect(programmes.first()).toBeVisible();
  const count = await programmes.count();
  const pill = page
    .getByRole('region', { name: 'Connection and saving' })
    .getByText('the engine has stopped');
  await app.shell.kill();
  await expect(pill).toBeVisible();
  await expect(programmes).toHaveCount(count);
  await expect(page.locator('main')).toHaveAttribute('data-away', 'true');
  await app.restart();
  await expect(page.locator('main')).toHaveAttribute('data-away', 'false', { timeout: 20_000 });
  await expect(pill).toBeHidden();
  await expect(programmes).toHaveCount(count);
});

test('search finds by any word, is narrowed by kind, and its address keeps the question', async ({
  app,
  page,
}) => {
  await app.open('/search');
  await page.getByRole('searchbox', { name: 'Search everything' }).fill('beacon');
  const hits = page.getByRole('listbox', { name: 'Hits' }).getByRole('option');
  await expect(hits.first()).toBeVisible();
  await expect(page).toHaveURL(/\/search\?q=beacon$/);
  const all = await hits.count();
  await page.getByRole('button', { name: /^trackers \d/ }).click();
  await expect(page).toHaveURL(/kind=tracker/);
  await expect.poll(() => hits.count()).toBeLessThan(all);
  await page.reload();
  await expect(hits.first()).toBeVisible();
  await hits.first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/trackers\//);
});

test('a person with a passphrase is added, acts while unlocked, and is revoked', async ({ app, page }) => {
  await app.open('/people');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByRole('button', { name: 'Add the person' }).click();
  await expect(dialog.getByText('A name is needed.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Tomas');
  await dialog.getByLabel('Passphrase', { exact: true }).fill('four odd words here');
  await dialog.getByLabel('Passphrase again').fill('four odd words there');
  await dialog.getByRole('button', { name: 'Add the person' }).click();
  await expect(dialog.getByText('The two don’t match.')).toBeVisible();
  await dialog.getByLabel('Passphrase again').fill('four odd words here');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const row = page.getByRole('listitem').filter({ hasText: 'Tomas' });
  await expect(row.getByText('asks for its passphrase')).toBeVisible();
  const foot = page.getByRole('navigation', { name: 'Areas' });
  await expect(foot.getByText('1 device', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: 'Act as Tomas' }).click();
  const unlock = page.getByRole('dialog', { name: 'Act as Tomas' });
  await unlock.getByLabel('Passphrase').fill('not these words');
  await page.keyboard.press('Enter');
  await expect(unlock.getByText(/does not open Tomas's key/)).toBeVisible();
  await unlock.getByLabel('Passphrase').fill('four odd words here');
  await page.keyboard.press('Enter');
  await expect(foot.getByText('Acting as Tomas, unlocked')).toBeVisible();
  await row.getByRole('button', { name: 'Lock Tomas' }).click();
  await expect(foot.getByText('Tomas is locked')).toBeVisible();
  await page.reload();
  await expect(foot.getByText('Tomas is locked')).toBeVisible();
  await page
    .getByRole('listitem')
    .filter({ hasNotText: /Tomas|Ilse Maron/ })
    .getByRole('button', { name: /^Act as/ })
    .click();
  await expect(foot.getByText(/^Acting as (?!Tomas)/)).toBeVisible();
  await row.getByRole('button', { name: /Revoke/ }).click();
  await page.getByRole('button', { name: 'Revoke the key' }).click();
  await expect(row.getByText('revoked', { exact: true })).toBeVisible();
});

test('diagnostics copies the version block and verifies the workspace', async ({ app, page }) => {
  await app.open('/diagnostics');
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Versions and health are on the clipboard.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/24\.\d+\.\d+/);
  await page.getByRole('button', { name: 'Replay the logs and compare' }).click();
  await expect(page.getByText(/every table comes out the same/)).toBeVisible({ timeout: 30_000 });
});

test('a screen whose code was replaced by a newer build reloads the window by itself', async ({
  app,
  page,
}) => {
  let refusals = 0;
  await page.route('**/assets/settings-screen-*.js', async (route) => {
    refusals += 1;
    if (refusals === 1) await route.abort();
    else await route.continue();
  });
  await app.open('/');
  await pressChord(page, 'g', 's');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeAttached();
  expect(refusals).toBe(2);
});

test('a screen first opened while the engine is away is waited for, and comes with the engine', async ({
  app,
  page,
}) => {
  await app.shell.kill();
  await expect(page.getByText('The engine has stopped.')).toBeVisible();
  await page.getByRole('link', { name: /^Diagnostics/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Diagnostics' })).toBeVisible();
  await expect(page.getByText('Loading')).not.toHaveCount(0);
  await expect(page.getByText('The engine has stopped.')).toBeVisible();
  await app.restart();
  await expect(page.getByText(/every page sound/).first()).toBeVisible();
});
