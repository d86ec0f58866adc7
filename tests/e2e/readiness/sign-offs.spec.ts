import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type App, expect, expectAccessible, pressChord, test } from '../../support/web/app.ts';

test.use({ sample: false });

const passphrase = 'the tide turns at noon';

const yard = `# Phase readiness

## Status taxonomy

| Status | Meaning |
|---|---|
| Not Started | Nobody works on it |
| In Progress | Somebody does |
| Ready for Signoff | It waits for its reviewers |
| Signed Off | It is locked |

## Evidence model

## Phases

| ID | Phase | Status | Owner | Target Date | Notes |
|----|-------|--------|-------|-------------|-------|
| P1 | Keel | In Progress | Ilse | 2031-12-01 | Laid in oak |
| P2 | Mast | Not Started | Jon | 2031-12-09 | |
`;

/** A tracker of two phases, of which one has evidence; the path of its file. */
async function yardIn(app: App): Promise<string> {
  const file = join(app.workspace, '..', 'yard', 'readiness.md');
  const keel = join(dirname(file), 'docs', 'keel.md');
  await mkdir(dirname(keel), { recursive: true });
  await writeFile(file, yard);
  await writeFile(keel, '# Keel\n\nStraight.\n');
  await app.command('tracker', 'import', file);
  await app.command('evidence', 'add', 'P1', '--type', 'doc', 'docs/keel.md');
  return file;
}

async function addReviewer(app: App, page: Page): Promise<void> {
  await app.open('/people');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Rosa');
  await dialog.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
  await dialog.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Add the person' }).click();
  await expect(dialog).toBeHidden();
}

/** From now on this window acts as Rosa, whose key is locked as it is after every reload. */
async function actAsReviewer(app: App, page: Page): Promise<void> {
  await app.open('/people');
  await page.getByRole('button', { name: 'Act as Rosa' }).click();
  const dialog = page.getByRole('dialog', { name: 'Act as Rosa' });
  await dialog.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

async function actAsOwner(app: App, page: Page): Promise<void> {
  await app.open('/people');
  await page.getByRole('button', { name: /^Act as / }).click();
  await expect(page.getByRole('button', { name: 'Act as Rosa' })).toBeVisible();
}

const lane = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const card = (page: Page, title: string): Locator => page.locator('[data-card]').filter({ hasText: title });

test('an item is put up, returned with a gap, put up again and signed by a second person, and goes stale with its evidence', async ({
  app,
  page,
}) => {
  const file = await yardIn(app);
  await addReviewer(app, page);
  await pressChord(page, 'g', 'r');
  await expect(lane(page, 'In progress').getByText('Keel', { exact: true })).toBeVisible();
  await expect(lane(page, 'Not started').getByText('Mast', { exact: true })).toBeVisible();
  await expectAccessible(page);

  // What is not legal says why, and what is.
  await card(page, 'Mast').press('a');
  await expect(
    page.getByText(/Only its reviewers sign an item off.*it can go to In Progress\./),
  ).toBeVisible();
  await page.keyboard.press('p');
  await expect(
    page.getByText('From “Not Started” it cannot go to “Ready for Signoff”. It can go to In Progress.'),
  ).toBeVisible();

  // The owner puts it up.
  await card(page, 'Keel').press('p');
  const request = page.getByRole('dialog', { name: 'Ask for a sign-off of Keel' });
  await request.getByRole('textbox', { name: 'Note' }).fill('The keel is laid.');
  await expect(request.getByRole('checkbox', { name: 'Architecture' })).toBeChecked();
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('Control+Enter');
  await expect(request).toBeHidden();
  await expect(lane(page, 'Ready for sign-off').getByText('Keel', { exact: true })).toBeVisible();
  await expect.poll(() => readFile(file, 'utf8')).toContain('| Keel | Ready for Signoff |');
  await card(page, 'Keel').press('a');
  await expect(page.getByText(/You asked for this sign-off yourself/)).toBeVisible();

  // The reviewer finds it among what waits for them, and returns it.
  await actAsReviewer(app, page);
  await app.open('/');
  await expect(page.getByRole('option', { name: /Keel.*as architecture/ })).toBeVisible();
  await pressChord(page, 'g', 'v');
  await expect(page.getByRole('option', { name: /Keel/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  const giveBack = page.getByRole('dialog', { name: 'Return Keel' });
  await expect(giveBack.getByText('The keel is laid.')).toBeVisible();
  await expect(giveBack.getByRole('region', { name: 'Evidence' })).toContainText(/docs\/keel\.md.*Verified/);
  await expectAccessible(page, '[role=dialog]');
  await giveBack.getByRole('textbox', { name: 'Passphrase of Rosa' }).fill('something else entirely');
  await giveBack.getByRole('textbox', { name: 'Gap 1' }).fill('No survey of the keel');
  await giveBack.getByRole('button', { name: 'Return it' }).click();
  await expect(giveBack.getByRole('alert')).toBeVisible();
  await giveBack.getByRole('textbox', { name: 'Passphrase of Rosa' }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(giveBack).toBeHidden();
  await expect(page.getByText(/Nothing waits for you now/)).toBeVisible();

  // The owner closes the gap; until then it can't be put up again.
  await actAsOwner(app, page);
  await app.open('/reviews');
  await page.getByRole('listbox', { name: 'Came back to you' }).getByRole('option', { name: /Keel/ }).click();
  await expect(page).toHaveURL(/\/readiness\/items\//);
  await expect(page.getByText(/has 1 open gap: No survey of the keel/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close the gap: No survey of the keel' }).click();
  const closing = page.getByRole('dialog', { name: 'Close a gap' });
  await closing.getByRole('textbox', { name: 'What was done' }).fill('Surveyed on Monday');
  await page.keyboard.press('Control+Enter');
  await expect(closing).toBeHidden();
  await expect(page.getByText(/closed by .*Surveyed on Monday/).first()).toBeVisible();
  await page.keyboard.press('Shift+R');
  await request.getByRole('button', { name: 'Ask for it' }).click();
  await expect(request).toBeHidden();

  // The reviewer signs, and the file says so.
  await actAsReviewer(app, page);
  await app.open('/reviews');
  await page.getByRole('option', { name: /Keel/ }).press('a');
  const approve = page.getByRole('dialog', { name: 'Approve Keel' });
  await expectAccessible(page, '[role=dialog]');
  await approve.getByRole('textbox', { name: 'Passphrase of Rosa' }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(approve).toBeHidden();
  await expect.poll(() => readFile(file, 'utf8')).toContain('| Keel | Signed Off | Ilse |');
  await pressChord(page, 'g', 'r');
  const signed = lane(page, 'Signed off');
  await expect(signed.getByTitle(/architecture: signed by Rosa/)).toBeVisible();

  // Without its evidence it holds no more.
  await card(page, 'Keel').press('Enter');
  await expect(page.getByText('Counts. Covers 1 piece of evidence.')).toBeVisible();
  const listed = await app.command('evidence', 'list');
  await app.command('evidence', 'withdraw', evidenceId(listed));
  await expect(page.getByText('Signed off, stale now')).toBeVisible();
  await expect(page.getByText('docs/keel.md was withdrawn')).toBeVisible();
  await expectAccessible(page);
  await pressChord(page, 'g', 'r');
  await expect(lane(page, 'Stale or withdrawn').getByText('Keel', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await app.open('/');
  await expect(page.getByRole('option', { name: /Keel.*was withdrawn as evidence/ })).toBeVisible();
});

function evidenceId(listed: unknown): string {
  const id = /ed_[A-Za-z0-9_-]+/.exec(JSON.stringify(listed))?.[0];
  if (id === undefined) throw new Error('no evidence is listed');
  return id;
}

test('a withdrawn request can be taken back, and a signature too', async ({ app, page }) => {
  await yardIn(app);
  await addReviewer(app, page);
  await app.command('signoff', 'request', 'P1', '--role', 'security');
  await pressChord(page, 'g', 'r');
  await card(page, 'Keel').press('m');
  await page.getByRole('menuitem', { name: 'Withdraw the request' }).click();
  await expect(page.getByText(/no longer waits to be signed off/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/it is asked for again/)).toBeVisible();
  await actAsReviewer(app, page);
  await app.open('/readiness');
  await card(page, 'Keel').press('a');
  const approve = page.getByRole('dialog', { name: 'Approve Keel' });
  await approve.getByRole('textbox', { name: 'Passphrase of Rosa' }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(lane(page, 'Signed off').getByText('Keel', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(lane(page, 'Stale or withdrawn').getByText('Keel', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(lane(page, 'Signed off').getByText('Keel', { exact: true })).toBeVisible();
});

test('the board is narrowed by tracker, section and words, and draws the states of the tracker', async ({
  app,
  page,
}) => {
  await yardIn(app);
  await app.open('/readiness');
  await page.getByRole('searchbox', { name: 'Filter by words' }).fill('mast');
  await expect(card(page, 'Keel')).toHaveCount(0);
  await expect(page).toHaveURL(/q=mast/);
  await expect(page.getByRole('status').filter({ hasText: '1 item' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('button', { name: 'Any tracker' }).click();
  await page.getByRole('dialog').getByText('Phase readiness').click();
  await expect(page).toHaveURL(/tracker=/);
  const states = page.getByRole('figure', { name: 'States and their legal moves' });
  await expect(states).toBeVisible();
  await expectAccessible(page);
  await states.getByRole('button', { name: 'List' }).click();
  await expect(states.getByText(/Not Started.*In Progress/).first()).toBeVisible();
  await page.getByRole('button', { name: 'States', exact: true }).click();
  await expect(states).toHaveCount(0);
});

test('the policy has roles with holders and says what is needed before an item is put up', async ({
  app,
  page,
}) => {
  await yardIn(app);
  await addReviewer(app, page);
  await app.open('/readiness/policy');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Another role' }).click();
  await page.getByRole('textbox', { name: 'Name of new role' }).fill('Data protection');
  await expect(page.getByText('data-protection')).toBeVisible();
  const line = page.getByRole('listitem').filter({ hasText: 'data-protection' });
  await line.getByRole('button', { name: 'Anybody here' }).click();
  await page.getByRole('checkbox', { name: 'Rosa' }).press('Space');
  await page.keyboard.press('Escape');
  await expect(line.getByRole('button', { name: 'Holders: Rosa' })).toBeVisible();
  await line.getByRole('checkbox', { name: 'Required' }).press('Space');
  await page.getByRole('textbox', { name: 'Verified pieces of evidence' }).fill('two');
  await expect(page.getByText('A whole number from 0 to 20.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save the policy' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Verified pieces of evidence' }).fill('2');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save the policy' }).click();
  await expect(page.getByText(/The policy is in force/)).toBeVisible();
  await expect(page.getByText(/since .* changed it/)).toBeVisible();
  await app.open('/readiness');
  await card(page, 'Keel').click();
  await expect(page.getByText(/needs 2 pieces of evidence that are verified/)).toBeVisible();
  await expect(page.getByRole('list', { name: 'Roles that would be asked for' })).toContainText(
    /Data protection.*Rosa/,
  );
});
