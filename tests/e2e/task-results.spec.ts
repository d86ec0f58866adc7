import { startSampleFleet } from '../support/fleet/sample-fleet.ts';
import { expect, expectAccessible, test } from '../support/web/app.ts';

const givenUp = 'Find a third spare wick for the signal lamp';

test.beforeEach(async ({ app }) => {
  await startSampleFleet(app);
});

test('a task’s page tells its attempts, its checks and what it printed', async ({ app, page }) => {
  await app.open('/tasks?q=harbour+report');
  const row = page.getByRole('row').filter({ hasText: 'Write the harbour report' });
  await expect(row).toContainText('completed, verified');
  await row.getByRole('gridcell').first().click();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/tasks\/ta_/);
  await expect(page.getByText(/Run 1 failed: 1 of 2 checks/)).toBeVisible();
  await expect(page.getByText(/Run 2 passed: 2 of 2 checks/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Transcript' })).toBeVisible();
  const cost = page.getByRole('region', { name: 'Cost' });
  await expect(cost).toContainText('$0.0');
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Sample fleet');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Submit as new' }).click();
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue(/^Write the harbour report/);
});

test('dead letters are requeued and cancelled in bulk, each with its result', async ({ app, page }) => {
  await app.open('/dead-letters');
  const row = page.getByRole('row').filter({ hasText: givenUp });
  await expect(row).toContainText('the work failed');
  await expectAccessible(page);
  await row.getByRole('gridcell').nth(1).click();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Requeue 1' }).click();
  const results = page.getByRole('region', { name: 'What came of it' });
  await expect(results).toContainText(givenUp);
  await expect(results).toContainText('back in the queue');
  // It fails again: this task always does.
  await expect(row).toBeVisible();
  await row.getByRole('gridcell').nth(1).click();
  await page.keyboard.press('x');
  const asked = page.getByRole('dialog');
  await expect(asked.getByText('It leaves this list')).toBeVisible();
  await expect(asked.getByRole('button', { name: 'Keep it' })).toBeVisible();
  await expect(asked.getByRole('button', { name: 'Cancel', exact: true })).toHaveCount(0);
  await asked.getByRole('button', { name: 'Cancel it' }).click();
  await expect(page.getByText(/There is none\./)).toBeVisible();
  await expect(results).toContainText('cancelled');
});

test('costs are split, drawn, listed and exported', async ({ app, page }) => {
  await app.open('/costs');
  const chart = page.getByRole('region', { name: 'Cost in USD' });
  await expect(chart).toBeVisible();
  await expect(page.getByRole('grid', { name: 'Costs by agent' })).toContainText('$0.0');
  await expectAccessible(page);
  await page.getByRole('button', { name: /Split by/ }).click();
  await page.getByRole('option', { name: 'Task' }).click();
  await expect(page.getByRole('grid', { name: 'Costs by task' })).toContainText('Write the harbour report');
  await expect(page).toHaveURL(/by=task/);
  await chart.getByRole('button', { name: 'Cost in USD as a table' }).click();
  await expect(chart.getByRole('table')).toContainText('Write the harbour report');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  expect((await saved).suggestedFilename()).toMatch(/^costs-by-task-.*\.csv$/);
});

test('metrics are drawn over any range, with what was not measured as a gap', async ({ app, page }) => {
  await app.open('/metrics?range=15m');
  const chart = page.getByRole('region', { name: 'Queue depth' });
  // The hub has run for seconds: most of the range is a gap.
  await expect(chart.getByText('no data')).toBeVisible();
  await expect(chart.getByRole('application').or(chart.locator('svg')).first()).toBeVisible();
  // What is measured and has no chart of its own design gets one all the same.
  await expect(page.getByRole('region', { name: 'Tokens used' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Database on disk' })).toBeVisible();
  await expectAccessible(page);
  await chart.getByRole('button', { name: 'Queue depth as a table' }).click();
  await expect(chart.getByRole('columnheader', { name: 'Urgent' })).toBeVisible();
  const saved = page.waitForEvent('download');
  await chart.getByRole('button', { name: 'Export Queue depth' }).click();
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  expect((await saved).suggestedFilename()).toBe('fleet-queue.csv');
  await page.getByRole('button', { name: 'Own range' }).click();
  await expect(page).toHaveURL(/range=\d{4}-/);
  await expect(page.getByRole('group', { name: 'From' })).toBeVisible();
  await expectAccessible(page);
});
