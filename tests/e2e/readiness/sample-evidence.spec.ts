import { expect, expectAccessible, test } from '../../support/web/app.ts';
import { itemRow } from '../../support/web/tracker-pages.ts';

test('the sample has evidence of every kind to look at, and a second person to act as', async ({
  app,
  page,
}) => {
  await app.open('/evidence');
  const states = page.getByRole('toolbar', { name: 'States' });
  await expect(states.getByRole('button', { name: '9 verified' })).toBeVisible();
  await expect(states.getByRole('button', { name: '1 failed' })).toBeVisible();
  await expect(states.getByRole('button', { name: '1 stale' })).toBeVisible();
  await itemRow(page, 'wall-display.svg').click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('img', { name: 'evidence/wall-display.svg' })).toBeVisible();
  await expectAccessible(page);

  await app.open('/people');
  await expect(page.getByText('The sample’s passphrase: fourteen lamps at night')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Act as Ilse Maron' }).click();
  const dialog = page.getByRole('dialog', { name: 'Act as Ilse Maron' });
  await expect(dialog.getByText(/fourteen lamps at night/)).toBeVisible();
  await dialog.getByLabel('Passphrase').fill('fourteen lamps at night');
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Acting as Ilse Maron')).toBeVisible();
});

test('the sample has sign-offs in every state, objectives and a gate that ran twice', async ({
  app,
  page,
}) => {
  await app.open('/');
  const needs = page.getByRole('listbox', { name: 'What needs you' });
  await expect(needs.getByRole('option', { name: /Wall display.*asked for by Ilse Maron/ })).toBeVisible();
  await expect(needs.getByRole('option', { name: /Message format frozen/ })).toBeVisible();

  await app.open('/gates/cutover-night');
  const runs = page.getByRole('listbox', { name: 'Runs' }).getByRole('option');
  await expect(runs).toHaveCount(2);
  await expect(page.locator('main')).toContainText(/The message format is frozen/);
  await expectAccessible(page);

  await app.open('/objectives?stage=harbour&objective=report-delay');
  await expect(itemRow(page, 'Longest delay of a report')).toContainText(/Soft fail.*37\.1 s/);
  await expectAccessible(page);

  await app.open('/readiness');
  await expect(page.locator('main').getByText(/B-02: Spare lamp glass/)).toBeVisible();
  await expectAccessible(page);
});
