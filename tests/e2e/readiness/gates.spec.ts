import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, pressChord, test } from '../../support/web/app.ts';
import { itemRow, openFixture } from '../../support/web/tracker-pages.ts';

test.use({ sample: false });

const quay = 'Quay Renewal Status';
const acceptance = '/gates/quay-renewal-status-acceptance';
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Sets the verification status of an acceptance row. */
async function verify(app: App, row: string, status: string): Promise<void> {
  const address = `quay-renewal-status/acceptance-criteria-verification-snapshot/${row}`;
  await app.command('tracker', 'set', quay, address, 'status', status);
}

/** Of the newest toast. */
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).first();

test('without gates and exceptions their pages say what they are for', async ({ app, page }) => {
  await app.open('/');
  await pressChord(page, 'g', 'g');
  await expect(page).toHaveURL(/\/gates$/);
  await expect(page.getByText(/A gate says go, conditional go or no-go/)).toBeVisible();
  await expectAccessible(page);
  await pressChord(page, 'g', 'x');
  await expect(page).toHaveURL(/\/exceptions$/);
  await expect(page.getByText(/An exception lets one thing through/)).toBeVisible();
  await expectAccessible(page);
});

test('a gate that a tracker brings is run by keyboard, says what would make it go, and goes once that is done', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md');
  await pressChord(page, 'g', 'g');
  const gate = itemRow(page, 'Acceptance of Quay Renewal Status');
  await expect(gate).toContainText(/built in.*Never run.*Would say no-go/);
  await expectAccessible(page);
  await page.getByRole('grid', { name: 'Gates' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${acceptance}$`));
  await expect(panel(page, 'It would say now')).toContainText('No-go');

  await page.keyboard.press('r');
  await expect(panel(page, 'Decision')).toContainText(/No-go.*just now/);
  const failures = panel(page, 'Failures by who can fix them');
  await expect(failures.getByRole('listitem')).toHaveCount(2);
  await expect(failures).toContainText('WS1 is "partial"');
  await expect(panel(page, 'What would make this go').getByRole('listitem').first()).toContainText(
    /Finish WS1/,
  );
  const criteria = panel(page, 'Criteria');
  await criteria.getByText('2 items').click();
  await expect(criteria.getByRole('link', { name: 'WS2' })).toBeVisible();
  await expectAccessible(page);

  await verify(app, 'WS1', 'met');
  await verify(app, 'WS2', 'met');
  await expect(panel(page, 'Decision')).toContainText('Changed; would say go');
  await page.getByRole('textbox', { name: 'Environment' }).fill('staging');
  await page.keyboard.press('Enter');
  await expect(panel(page, 'Decision')).toContainText(/Go.*staging/);
  await expect(failures).toContainText('Every criterion is met.');

  await panel(page, 'Runs').getByRole('option').first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  const compared = panel(page, 'What changed between two runs');
  await expect(compared).toContainText('No-go became go.');
  await expect(compared).toContainText('met now');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(panel(page, 'An earlier decision')).toContainText('No-go');
  await page.getByRole('button', { name: 'Show the newest' }).click();
  await expect(panel(page, 'Decision')).toContainText('staging');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Report' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('release_readiness_gate_report.json');
  expect(JSON.parse(await readFile(await saved.path(), 'utf8'))).toMatchObject({
    contract: 'quarterdeck_release_gate_v1',
    decision: 'go',
    inputs: { environment: 'staging' },
  });
  await page.getByRole('button', { name: 'Copy the command' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe('quarterdeck gate run quay-renewal-status-acceptance --environment staging');

  await pressChord(page, 'g', 'b');
  await expect(panel(page, 'Gates').getByRole('option')).toContainText(
    /Acceptance of Quay.*go.*1 of 1 criterion met/,
  );
  await verify(app, 'WS1', 'partial');
  const need = page.getByRole('listbox', { name: 'What needs you' }).getByRole('option').filter({
    hasText: 'would say no-go now',
  });
  await expect(need).toBeVisible();
  await need.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(acceptance));
});

test('a gate’s text is checked by line and judged as it is typed, saved, undone and given back to its tracker', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md');
  await app.open(acceptance);
  await expect(panel(page, 'It would say now')).toBeVisible();
  await page.keyboard.press('e');
  await expect(page).toHaveURL(/\/edit$/);
  const text = page.getByRole('textbox', { name: 'Gate in YAML' });
  const dry = page.getByRole('region', { name: 'Dry run' });
  await expect(dry).toContainText('Would say no-go: 0 of 1 criterion met, 2 failures');
  await expectAccessible(page);
  const first = await text.inputValue();

  await text.fill(first.replace('criteria:', 'criterias:'));
  await expect(page.getByRole('list', { name: 'Problems' })).toContainText(
    'Line 3: There is no field "criterias"',
  );
  await expect(dry).toContainText(/Not a gate yet/);
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByRole('link', { name: 'Line 3' }).press('Enter');
  await expect(text).toBeFocused();
  await expectAccessible(page);

  // What is typed is still there after a look elsewhere.
  await app.command('gate', 'list');
  await page.getByRole('link', { name: 'Exceptions' }).click();
  await page.goBack();
  await expect(text).toHaveValue(/criterias:/);

  await text.fill(`${first}  - id: open\n    title: No finding is open\n    findings: {}\n`);
  await expect(dry).toContainText('Would say no-go: 1 of 2 criteria met');
  await text.press('Control+s');
  await expect(page.getByText(/is saved as quay-renewal-status-acceptance/)).toBeVisible();
  const versions = page.getByRole('listbox', { name: 'Versions' }).getByRole('option');
  await expect(versions).toHaveCount(1);
  await undo(page).click();
  await expect(page.getByText('stands again as its tracker asks for it')).toBeVisible();
  await expect(text).toHaveValue(first);
  await expect(versions).toHaveCount(2);

  await versions.last().focus();
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue(/No finding is open/);
  await text.press('Control+s');
  await page.getByRole('button', { name: 'Follow the tracker again' }).click();
  await expect(text).toHaveValue(first);
});

test('a new gate is written from the list, and one under a known id is warned of', async ({ app, page }) => {
  await openFixture(app, page, 'quay-status.md');
  await app.open('/gates');
  await expect(page.getByRole('grid', { name: 'Gates' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/new-gate$/);
  const text = page.getByRole('textbox', { name: 'Gate in YAML' });
  await expect(page.getByRole('region', { name: 'Dry run' })).toContainText('Would say no-go');
  const first = await text.inputValue();
  await text.fill(first.replace('gate: release', 'gate: quay-renewal-status-acceptance'));
  await expect(page.getByText(/There is a gate quay-renewal-status-acceptance already/)).toBeVisible();
  await text.fill(first);
  await text.press('Control+s');
  await expect(page).toHaveURL(/\/gates\/release\/edit$/);
  await page.getByRole('button', { name: 'Remove the gate' }).click();
  await expect(page).toHaveURL(/\/gates$/);
  await expect(itemRow(page, 'Release')).toHaveCount(0);
  await undo(page).click();
  await expect(itemRow(page, 'Release')).toContainText('Written by');
});

test('an exception that another person approves lets a failure through and does not hide it', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md');
  await app.open('/people');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const person = page.getByRole('dialog', { name: 'Add a person' });
  await person.getByRole('textbox', { name: 'Name' }).fill('Bea Holm');
  await person.getByLabel('Passphrase', { exact: true }).fill('four odd words here');
  await person.getByLabel('Passphrase again').fill('four odd words here');
  await page.keyboard.press('Enter');
  await expect(person).toBeHidden();
  await verify(app, 'WS2', 'met');
  await app.open(acceptance);
  await panel(page, 'It would say now').getByRole('button', { name: 'Run the gate' }).click();
  const failures = panel(page, 'Failures by who can fix them');
  await failures.getByRole('button', { name: /^Add exception for: WS1/ }).click();

  const dialog = page.getByRole('dialog', { name: 'Add an exception' });
  await expect(dialog.getByRole('button', { name: /Every acceptance row is met/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /WS1/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Approve and sign' }).click();
  await expect(dialog.getByText('Say why it may be released all the same.')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The load test is repeated in spring.');
  await dialog.getByRole('textbox', { name: 'Rollback' }).fill('Close the berth.');
  await dialog.getByRole('combobox', { name: 'Owner' }).fill('Bea Holm');
  await page.keyboard.press('Tab');
  await dialog.getByRole('textbox', { name: 'Last day' }).fill('+7');
  await dialog.getByRole('button', { name: /Approver/ }).click();
  await page.getByRole('option', { name: /Bea Holm/ }).click();
  await expect(dialog.getByText(/can’t approve it, too/)).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Owner' }).fill('Tom Ohara');
  await page.keyboard.press('Tab');
  await dialog.getByLabel('Passphrase of Bea Holm').fill('not these words');
  await dialog.getByRole('button', { name: 'Approve and sign' }).click();
  await expect(dialog.getByText(/does not open Bea Holm's key/)).toBeVisible();
  await dialog.getByLabel('Passphrase of Bea Holm').fill('four odd words here');
  await dialog.getByRole('button', { name: 'Approve and sign' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Acting as Bea Holm, unlocked')).toBeVisible();

  await page.keyboard.press('r');
  await expect(panel(page, 'Decision')).toContainText('Conditional go');
  await expect(failures).toContainText(/WS1 is "partial".*Let through until.*The load test is repeated/);
  await expect(failures).toContainText('Tom Ohara answers for it, Bea Holm approved it.');
  await expectAccessible(page);

  await failures.getByRole('link', { name: 'The exception' }).click();
  const side = page.getByRole('complementary', { name: 'acceptance' });
  await expect(side).toContainText('Close the berth.');
  await expectAccessible(page);
  await page.keyboard.press('x');
  await expect(side).toContainText(/Bea Holm revoked it/);
  await undo(page).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '1 expiring' })).toBeVisible();
  await page.getByRole('button', { name: '1 revoked' }).click();
  await expect(page).toHaveURL(/state=revoked/);
  await expect(page.getByRole('grid', { name: 'Exceptions' }).getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('grid', { name: 'Exceptions' })).toContainText(`Acceptance of ${quay}`);
});
