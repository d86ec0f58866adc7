import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type App, expect, expectAccessible, pressChord, test } from '../../support/web/app.ts';
import { itemRow, openFixture } from '../../support/web/tracker-pages.ts';

test.use({ sample: false });

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function writeBeside(app: App, name: string, text: string): Promise<string> {
  const file = join(app.workspace, '..', name);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
  return file;
}

const policy = `policy: quay
title: Quay service
stages: [staging, prod]
profiles: [strict, transitional]
objectives:
  - id: latency
    title: Latency
    unit: ms
    better: lower
    thresholds:
      - { warn: 250, soft: 280, hard: 300 }
      - { profile: transitional, warn: 300, soft: 320, hard: 350 }
    sources:
      - { file: reports/latency.json, measure: 'json:/p95' }
  - id: parity
    title: Parity of the two berths
    better: higher
    thresholds: [{ warn: 0.95, hard: 0.9 }]
`;

test('a policy is written, checked by line as it is typed, and saved by keyboard', async ({ app, page }) => {
  await app.open('/');
  await pressChord(page, 'g', 'j');
  await expect(page).toHaveURL(/\/objectives$/);
  await expect(page.getByText(/An objective is a number that a service has to keep/)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/new-policy$/);
  const text = page.getByRole('textbox', { name: /Policy in YAML/ });
  const outline = page.getByRole('region', { name: 'What it asks for' });
  await expect(outline).toContainText('Can be saved: 1 objective at 2 stages');
  await text.fill(policy.replace('hard: 300 }', 'hard: 200 }'));
  await expect(page.getByRole('list', { name: 'Problems' })).toContainText(/Line \d+: .*get worse/);
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await text.fill(policy);
  await expect(outline).toContainText(/staging.*transitional.*warn above 300/);
  await expectAccessible(page);
  await text.press('Control+s');
  await expect(page.getByText('The SLO policy "Quay service" is saved as quay.')).toBeVisible();
  await expect(page).toHaveURL(/\/objectives\/quay\/edit$/);
  await page.getByRole('button', { name: 'Back to the objectives' }).click();
  await expect(itemRow(page, 'Latency')).toContainText(/No value.*blocks/);
});

test('values are read from a report when asked, drawn with their thresholds, and judged by profile', async ({
  app,
  page,
}) => {
  await openFixture(app, page, 'quay-status.md');
  await app.command('slo', 'set', await writeBeside(app, 'slo.yaml', policy));
  await app.open('/objectives?stage=prod&objective=latency');
  const history = panel(page, 'Latency');
  await expect(history).toContainText('No value is known yet.');
  const check = async (p95?: number) => {
    await writeBeside(app, 'reports/latency.json', JSON.stringify({ p95 }));
    await page.keyboard.press('r');
  };
  await check(210);
  await expect(history).toContainText(/One value is known so far.*210 ms/);
  await expect(itemRow(page, 'Latency')).toContainText(/Pass.*210 ms/);
  await check();
  await expect(itemRow(page, 'Latency')).toContainText(/No value/);
  await check(290);
  await expect(itemRow(page, 'Latency')).toContainText(/Soft fail.*290 ms.*1 in a row; 2 block/);
  await expect(history.getByText('soft fail 280 ms')).toBeVisible();
  await expect(history.getByText('no data')).toBeVisible();
  await expectAccessible(page);
  await history.getByRole('button', { name: 'Latency as a table' }).click();
  await expect(history.getByRole('table')).toContainText(/210.*no data.*290/s);
  await expectAccessible(page);

  await page.getByRole('button', { name: /Profile/ }).click();
  await page.getByRole('option', { name: 'transitional' }).click();
  await expect(page).toHaveURL(/profile=transitional/);
  await expect(itemRow(page, 'Latency')).toContainText(/Pass.*290 ms.*warn above 300/);
});

test('a value is typed in with its evidence, counts, is withdrawn and given back', async ({ app, page }) => {
  await writeBeside(app, 'docs/parity.md', '# Parity\n');
  await openFixture(app, page, 'quay-status.md');
  await app.command('evidence', 'add', 'M0 Charter signed', '--type', 'doc', 'docs/parity.md');
  await app.command('slo', 'set', await writeBeside(app, 'slo.yaml', policy));
  await app.open('/objectives?objective=parity');
  await expect(itemRow(page, 'Parity')).toContainText('No value');
  await page.keyboard.press('v');
  const dialog = page.getByRole('dialog', { name: 'Type a value in' });
  await expect(dialog).toContainText(
    'Parity of the two berths at staging: warn below 0.95, hard fail below 0.9.',
  );
  await dialog.getByRole('textbox', { name: 'Value' }).fill('much');
  await dialog.getByRole('button', { name: 'Add the value' }).click();
  await expect(dialog.getByText(/A number is needed/)).toBeVisible();
  await expect(dialog.getByText('Choose what proves it.')).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await dialog.getByRole('textbox', { name: 'Value' }).fill('0.97');
  await dialog.getByRole('button', { name: /Evidence$/ }).click();
  await page.getByRole('option', { name: /docs\/parity\.md/ }).click();
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Counted by hand.');
  await dialog.getByRole('button', { name: 'Add the value' }).click();
  await expect(dialog).toBeHidden();
  await expect(itemRow(page, 'Parity')).toContainText(/Pass.*0\.97/);
  const values = panel(page, 'Values');
  await expect(values.getByRole('listitem')).toContainText(/0\.97.*typed in by/);
  await expectAccessible(page);

  await values.getByRole('button', { name: 'Withdraw the value 0.97' }).click();
  await expect(itemRow(page, 'Parity')).toContainText('No value');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(itemRow(page, 'Parity')).toContainText(/Pass.*0\.97/);
});
