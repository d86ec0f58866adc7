import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, expectAccessible, pressChord, test } from '../../support/web/app.ts';
import { buildHouse, runGate } from '../../support/web/house-release.ts';
import { itemRow } from '../../support/web/tracker-pages.ts';

test.use({ sample: false });

test('without bundles the page says what they are for, and a run of a gate is asked for', async ({
  app,
  page,
}) => {
  await app.open('/');
  await pressChord(page, 'g', 'u');
  await expect(page).toHaveURL(/\/bundles$/);
  await expect(page.getByText(/A bundle is a release as one file/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'Make a bundle' })).toContainText('No gate was run yet');
});

test('a bundle is made of a run, copied to a file, verified by whom one trusts, and caught when touched', async ({
  app,
  page,
}) => {
  const house = await buildHouse(app);
  await runGate(app);
  await app.open('/bundles');
  await expect(page.getByText(/A bundle is a release as one file/)).toBeVisible();
  await page.keyboard.press('n');
  const making = page.getByRole('dialog', { name: 'Make a bundle' });
  await expect(making.getByRole('button', { name: /The house may be used: go/ })).toBeVisible();
  const copy = join(house, 'release.tar');
  await making.getByRole('textbox', { name: 'Copy to' }).fill(copy);
  await expectAccessible(page, '[role=dialog]');
  await page.keyboard.press('Enter');
  await expect(making).toBeHidden();
  const panel = page.getByRole('complementary', { name: /The house may be used/ });
  await expect(panel.getByRole('region', { name: 'Files in it' })).toContainText('verify.mjs');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(itemRow(page, 'The house may be used')).toContainText(/Go.*nowhere.*Complete/);

  await page.getByRole('grid', { name: 'Bundles' }).focus();
  await page.keyboard.press('Shift+V');
  const verifying = page.getByRole('dialog', { name: 'Verify a bundle' });
  await verifying.getByRole('textbox', { name: 'File' }).fill(copy);
  await verifying.getByRole('textbox', { name: 'Other fingerprints' }).fill('nonsense');
  await expect(verifying.getByText(/is no fingerprint/)).toBeVisible();
  await verifying.getByRole('textbox', { name: 'Other fingerprints' }).fill('');
  await verifying.getByRole('checkbox').first().press('Space');
  await expectAccessible(page, '[role=dialog]');
  await verifying.getByRole('textbox', { name: 'File' }).press('Enter');
  const verdict = page.getByRole('complementary');
  await expect(verdict.getByRole('heading', { level: 2 })).toHaveText('Holds, and its signer is trusted');
  await expect(verdict).toContainText(/\d+ files, each as it was signed/);
  await expect(verdict.getByRole('listbox', { name: 'Keys' })).toContainText('signed the bundle');
  await expectAccessible(page);

  const bytes = await readFile(copy);
  const at = bytes.indexOf('slates');
  bytes[at] = 0x53;
  await writeFile(copy, bytes);
  await page.keyboard.press('Shift+V');
  await verifying.getByRole('textbox', { name: 'File' }).fill(copy);
  await page.keyboard.press('Enter');
  await expect(verdict.getByRole('heading', { level: 2 })).toHaveText('Does not hold');
  await expect(
    verdict.getByRole('listbox', { name: 'Files of the bundle' }).getByRole('option').first(),
  ).toHaveAccessibleName(/^Problem evidence\/[0-9a-f]{64} .*\./);
  await expectAccessible(page);
});

test('lineage is walked by keys from the decision to a source, as a graph and as a table, and saved', async ({
  app,
  page,
}) => {
  await buildHouse(app);
  await runGate(app);
  await app.open('/gates/house');
  await page.getByRole('button', { name: 'Lineage' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lineage of The house may be used');
  const graph = page.getByRole('listbox', { name: 'From source to decision' });
  await expect(graph.getByRole('option', { name: /: go, decision, holds/ })).toBeVisible();
  expect(await graph.evaluate((room) => room.scrollHeight - room.clientHeight)).toBe(0);
  await expect(page.getByRole('listbox', { name: 'Missing edges' })).toHaveCount(0);
  await expectAccessible(page);
  await graph.focus();
  await page.keyboard.press('ArrowLeft');
  const selected = graph.getByRole('option', { selected: true });
  await expect(selected).toHaveAccessibleName(/, decision, holds/);
  for (const name of [/Report of the gate, artifact/, /Door and roof are done, check/, /, check, holds/]) {
    await page.keyboard.press('ArrowLeft');
    await expect(selected).toHaveAccessibleName(name);
  }
  await page.keyboard.press('ArrowLeft');
  await expect(selected).toHaveAccessibleName(/, source, holds/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('region', { name: 'Leads to' })).toContainText(/Verification of/);
  await expectAccessible(page);
  await panel.getByRole('listbox', { name: 'Leads to' }).getByRole('option').first().press('Enter');
  await expect(panel.getByRole('heading', { level: 2 })).toHaveText(/Verification of/);
  await panel.getByRole('link', { name: 'Open the evidence' }).click();
  await expect(page).toHaveURL(/\/evidence\?piece=/);

  await page.goBack();
  await expect(page).toHaveURL(/\/lineage\//);
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'in-toto, signed' }).click();
  const envelope = JSON.parse(await readFile(await (await saved).path(), 'utf8'));
  expect(envelope).toMatchObject({ payloadType: 'application/vnd.in-toto+json' });
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.getByRole('grid', { name: 'Edges' })).toContainText('is checked by');
  await expectAccessible(page);
});

test('what is missing of a lineage is named first and leads to the gap', async ({ app, page }) => {
  await buildHouse(app);
  await app.command('evidence', 'add', 'M2', '--type', 'doc', 'docs/absent.md');
  const run = await runGate(app);
  await app.open(`/lineage/${run}`);
  const gaps = page.getByRole('listbox', { name: 'Missing edges' });
  await expect(gaps.getByRole('option')).toContainText('absent.md');
  await gaps.getByRole('option').press('Enter');
  await expect(page.getByRole('complementary')).toContainText('docs/absent.md');
  await expectAccessible(page);
});

test('a bundle is promoted by commands that a person read and approved, and rolled back', async ({
  app,
  page,
}) => {
  const house = await buildHouse(app);
  for (const name of ['first', 'second']) {
    const run = await runGate(app);
    await app.open(`/bundles?create=${run}`);
    const copy = page
      .getByRole('dialog', { name: 'Make a bundle' })
      .getByRole('textbox', { name: 'Copy to' });
    await copy.fill(join(house, `${name}.tar`));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: /The house may be used/ })).toBeVisible();
  }
  await app.open('/environments');
  const dev = page.getByRole('region', { name: 'Development' });
  await expect(dev).toContainText('Nothing was promoted here yet');
  await expectAccessible(page);
  await dev.getByRole('button', { name: 'Edit Development' }).press('Enter');
  const editing = page.getByRole('dialog', { name: 'Edit Development' });
  await editing.getByRole('textbox', { name: 'Apply' }).fill('echo brought in "$QUARTERDECK_BUNDLE_ID"');
  await editing.getByRole('textbox', { name: 'Position' }).fill('first');
  await page.keyboard.press('Enter');
  await expect(editing.getByText('A whole number from 0 to 1000.')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await editing.getByRole('textbox', { name: 'Position' }).fill('10');
  await page.keyboard.press('Enter');
  await expect(editing).toBeHidden();
  await expect(dev).toContainText('Not approved');

  await dev.getByRole('button', { name: 'Promote to Development' }).press('Enter');
  const promoting = page.getByRole('dialog', { name: 'Promote to Development' });
  await expect(promoting.getByRole('button', { name: 'Promote', exact: true })).toBeDisabled();
  await promoting.getByRole('button', { name: 'Read and approve' }).press('Enter');
  const approving = page.getByRole('dialog', { name: 'Approve the commands of Development' });
  await expect(approving.getByRole('list', { name: 'Commands' })).toContainText(
    'echo brought in "$QUARTERDECK_BUNDLE_ID"',
  );
  await expectAccessible(page, '[role=dialog]');
  await approving.getByRole('button', { name: 'Approve' }).press('Enter');
  await expect(promoting.getByText('Approved on this device')).toBeVisible();
  await promoting.getByRole('button', { name: 'Promote', exact: true }).press('Enter');
  await expect(dev).toContainText(/The house may be used.*Since.*by .*Gate said.*Go/s);
  const moves = page.getByRole('grid', { name: 'Moves' });
  await moves.focus();
  await page.keyboard.press('Enter');
  const move = page.getByRole('complementary', { name: 'Promotion: Development' });
  await move.getByRole('button', { name: 'Output of apply' }).press('Enter');
  await expect(move.getByRole('region', { name: 'What it wrote' })).toContainText(/brought in bn_/);
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await expect(dev.getByRole('button', { name: 'Roll back Development' })).toBeDisabled();
  await dev.getByRole('button', { name: 'Promote to Development' }).press('Enter');
  await expect(promoting.getByText(/is verified again/)).toBeVisible();
  await promoting.getByRole('button', { name: 'Promote', exact: true }).press('Enter');
  await expect(dev.getByRole('button', { name: 'Roll back Development' })).toBeEnabled();
  await dev.getByRole('button', { name: 'Roll back Development' }).press('Enter');
  const back = page.getByRole('dialog', { name: 'Roll back Development' });
  await expect(back).toContainText('the last that is known to have worked');
  await expectAccessible(page, '[role=dialog]');
  await back.getByRole('button', { name: 'Roll back', exact: true }).press('Enter');
  await expect(moves.getByRole('row').nth(1)).toContainText('Rollback');
});

test('a command that takes its time shows that it runs, and ends when one cancels it', async ({
  app,
  page,
}) => {
  await buildHouse(app);
  const run = await runGate(app);
  await app.open(`/bundles?create=${run}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Make it' }).press('Enter');
  await expect(page.getByRole('complementary', { name: /The house may be used/ })).toBeVisible();
  await app.open('/environments');
  const dev = page.getByRole('region', { name: 'Development' });
  await dev.getByRole('button', { name: 'Edit Development' }).press('Enter');
  await page.getByRole('textbox', { name: 'Apply' }).fill('echo begun; sleep 600');
  await page.getByRole('textbox', { name: 'Title' }).press('Enter');
  await dev.getByRole('button', { name: 'Read and approve the commands of Development' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).press('Enter');
  await expect(dev).toContainText('Approved on this device');
  await dev.getByRole('button', { name: 'Promote to Development' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Promote', exact: true }).press('Enter');
  await expect(page.getByRole('progressbar', { name: 'Promote to dev: apply: begun' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel the promotion' }).press('Enter');
  await expect(dev).toContainText('What Development runs is not certain.');
  await expect(dev).not.toContainText('What runs here is not certain.');
  await dev.getByRole('button', { name: 'What happened' }).press('Enter');
  await expect(page.getByRole('complementary', { name: 'Promotion: Development' })).toContainText(
    'it was cancelled',
  );
  await expectAccessible(page);
});
