import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { queueTask, startSampleFleet } from '../support/fleet/sample-fleet.ts';
import { expect, expectAccessible, test } from '../support/web/app.ts';

const description = (page: Page) => page.getByRole('textbox', { name: 'Description' });

test('what is wrong is said at its field, and the first of them gets the focus', async ({ app, page }) => {
  await app.open('/tasks/new');
  await expect(description(page)).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Say what is to be done.')).toBeVisible();
  await expect(description(page)).toBeFocused();
  await description(page).fill('Count the lamps');
  await page.getByRole('textbox', { name: 'Retries' }).fill('many');
  await page.getByRole('textbox', { name: 'Capabilities it needs' }).fill('Docker');
  await expect(page.getByText('Type a whole number from 0 to 20.')).toBeVisible();
  await expect(page.getByText(/“Docker” can’t be a capability/)).toBeVisible();
  await expect(page.getByText('2 fields need another look.')).toBeVisible();
  await expectAccessible(page);
});

test('the tier is inferred while one types, and can be overridden', async ({ app, page }) => {
  await app.open('/tasks/new');
  await description(page).fill('Fix the typo in the tide table');
  const preview = page.getByRole('region', { name: 'What the hub would make of it' });
  await expect(preview).toContainText(/Inferred tier: (trivial|standard|complex)/);
  await page.getByRole('button', { name: /Tier/ }).click();
  await page.getByRole('option', { name: 'complex' }).click();
  await expect(preview).toContainText(/complex, as you chose/);
});

test('a draft survives a reload and is one task however often it is sent', async ({ app, page }) => {
  const first = await queueTask(app, 'Measure the lock gates');
  await app.open('/tasks/new');
  await description(page).fill('Publish the depths');
  await page.getByRole('button', { name: 'Add a check' }).click();
  await page.getByRole('menuitem', { name: /File exists/ }).click();
  await page.getByRole('textbox', { name: 'Path of check 1' }).fill('depths.md');
  await page.getByRole('button', { name: 'Wait for a task' }).click();
  await page.getByRole('searchbox', { name: 'Words of the task' }).fill('lock gates');
  await page.getByRole('option', { name: /Measure the lock gates/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Money' }).fill('2.50');
  await expect(page.getByText(/The draft is kept on this device/)).toBeVisible();
  await page.reload();
  await expect(description(page)).toHaveValue('Publish the depths');
  await expect(page.getByRole('textbox', { name: 'Money' })).toHaveValue('2.50');
  await expect(page.getByRole('textbox', { name: 'Path of check 1' })).toHaveValue('depths.md');
  await expect(page.getByRole('button', { name: 'Don’t wait for Measure the lock gates' })).toBeVisible();
  await page.getByRole('button', { name: /Submit task/ }).dblclick();
  await expect(page).toHaveURL(/\/tasks\/ta_/);
  await expect(page.getByText('Why it waits')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Measure the lock gates' })).toHaveAttribute(
    'href',
    `/tasks/${first}`,
  );
  await app.open('/tasks?q=Publish');
  await expect(page.getByText('1 task', { exact: true })).toBeVisible();
  await app.open('/tasks/new');
  await expect(description(page)).toHaveValue('');
});

test('a template asks for what it leaves open, and own ones come and go', async ({ app, page }) => {
  await app.open('/tasks/new');
  await description(page).fill('Inspect {{pier}} for rust');
  await page.getByRole('button', { name: 'Save as template' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Pier inspection');
  await page.getByRole('button', { name: 'Save template' }).click();
  await expect(page.getByText('Saved as the template “Pier inspection”.')).toBeVisible();
  const open = page.getByRole('region', { name: 'Left open by the template' });
  await open.getByRole('textbox', { name: 'pier' }).fill('the north pier');
  await page.keyboard.press('Enter');
  await expect(description(page)).toHaveValue('Inspect the north pier for rust');
  await expect(open).toBeHidden();
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('menuitem', { name: 'Pier inspection' }).first().click();
  await page.getByRole('button', { name: 'Use the template' }).click();
  await expect(description(page)).toHaveValue('Inspect {{pier}} for rust');
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('menuitem', { name: 'Pier inspection' }).last().click();
  await expect(page.getByText('The template “Pier inspection” is removed.')).toBeVisible();
});

test('an item becomes a task whose verified end proposes its status', async ({ app, page }) => {
  await startSampleFleet(app);
  await app.open(`/trackers/${encodeURIComponent('Beacon Renewal Status')}`);
  await page
    .locator('[role=row]')
    .filter({ hasText: 'M3 Harbour mouth' })
    .getByRole('gridcell')
    .first()
    .click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Make a task from this' }).click();
  await expect(description(page)).toHaveValue(/^M3 Harbour mouth/);
  await page.locator('label', { hasText: 'Shell command' }).click();
  await page.getByRole('textbox', { name: 'Command', exact: true }).fill('echo lit > lamp.txt');
  await page.getByRole('button', { name: 'Add a check' }).click();
  await page.getByRole('menuitem', { name: /File exists/ }).click();
  await page
    .getByRole('textbox', { name: /^Path of check/ })
    .last()
    .fill('lamp.txt');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/tasks\/ta_/);
  await expect(page.getByText('completed, verified').first()).toBeVisible();
  await expect(page.getByText(/Run 1 passed: 1 of 1/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Answer the proposal' }).click();
  const proposal = page.getByRole('article', { name: /M3 Harbour mouth/ });
  await expect(proposal).toContainText('in-progress to done');
  await expectAccessible(page);
  const file = join(app.workspace, 'sample', 'beacon-renewal-status.md');
  const before = await readFile(file, 'utf8');
  await proposal.getByRole('button', { name: /^Accept/ }).click();
  await expect(page.getByText(/No proposal is open/)).toBeVisible();
  const after = await readFile(file, 'utf8');
  expect(after).not.toBe(before);
  await page.getByRole('button', { name: /Undo/ }).click();
  await expect.poll(() => readFile(file, 'utf8')).toBe(before);
});
