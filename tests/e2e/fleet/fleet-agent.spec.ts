import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type JoinedAgent, joinAgent } from '../../support/fleet/joined-agent.ts';
import { expect, expectAccessible, test } from '../../support/web/app.ts';
import { expectEveryAppearance } from '../../support/web/every-appearance.ts';

test.use({ sample: false });

let agents: JoinedAgent[] = [];
test.afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.kill()));
  agents = [];
});

/** Adds an agent in the dialog and starts its sidecar with what the dialog shows. */
async function addAgent(page: Page, workspace: string, name: string): Promise<JoinedAgent> {
  const dialog = page.getByRole('dialog', { name: 'Add an agent' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Capabilities' }).fill('lang:python');
  await dialog.getByRole('button', { name: 'Add the agent' }).click();
  const line = (await dialog.getByText(/^curl -fsS/).textContent()) ?? '';
  const [, hub = ''] = /'?(http:\/\/127\.0\.0\.1:\d+)\//.exec(line) ?? [];
  const [, token = ''] = /(qd_[\w-]{43})/.exec(line) ?? [];
  const [, id = ''] = /--id (ag_\S+)/.exec(line) ?? [];
  const capabilities = [...line.matchAll(/--capability (\S+)/g)].map(([, wanted = '']) => wanted);
  const folder = join(workspace, '..', `agent-${id}`);
  const agent = joinAgent({ hub, id, name, token, capabilities, folder });
  agents.push(agent);
  return agent;
}

test('an agent is added, connects, and does its test task', async ({ app, page }) => {
  await app.open('/fleet');
  await expect(page.getByRole('heading', { name: 'No agents yet' })).toBeVisible();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog', { name: 'Add an agent' });
  await expect(dialog.getByText(/Leave it empty and it is called “.+”/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Capabilities' }).fill('what?');
  await expect(dialog.getByText(/“what\?” can’t be a capability/)).toBeVisible();
  await expectAccessible(page);
  await addAgent(page, app.workspace, 'Third Bell');
  await expect(dialog.getByText(/^qd_/)).toBeVisible();
  await expectAccessible(page);
  await expect(dialog.getByText(/^Connected from /)).toBeVisible();
  await dialog.getByRole('button', { name: 'Send the test task' }).click();
  await expect(dialog.getByText(/did the test task and its check passed/)).toBeVisible({ timeout: 20_000 });
  await dialog.getByRole('button', { name: 'Open the agent' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Third Bell' })).toBeVisible();
  await expect(page.getByText('lang:python')).toBeVisible();
  const tasks = page.getByRole('grid', { name: 'Tasks of this agent' });
  await expect(tasks.getByText(/completed/).first()).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Memory' })).toBeVisible();
  await expect(page.getByRole('figure', { name: 'States over time' })).toBeVisible();
  await expectEveryAppearance(page);
  await page.getByRole('button', { name: 'As a table' }).click();
  const states = page.getByRole('grid', { name: 'States as a table' });
  await expect(states.getByText('working').first()).toBeVisible();
  await expectAccessible(page);
});

test('an agent is renamed, gets a new token, goes offline and is removed', async ({ app, page }) => {
  await app.open('/fleet');
  await expect(page.getByRole('heading', { name: 'No agents yet' })).toBeVisible();
  await page.keyboard.press('n');
  const sidecar = await addAgent(page, app.workspace, 'Third Bell');
  const dialog = page.getByRole('dialog', { name: 'Add an agent' });
  await expect(dialog.getByText(/^Connected from /)).toBeVisible();
  await dialog.getByRole('button', { name: 'Open the agent' }).click();
  const more = page.getByRole('button', { name: 'More', exact: true });

  await more.click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Fourth Bell');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Fourth Bell' })).toBeVisible();

  await sidecar.kill();
  await expect(page.getByText(/it disconnected/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send a test task' })).toBeDisabled();
  await expectAccessible(page);

  await more.click();
  await page.getByRole('menuitem', { name: 'Replace its token' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replace the token' }).click();
  const renewed = page.getByRole('dialog', { name: 'New token for Fourth Bell' });
  await expect(renewed.getByText(/^qd_/)).toBeVisible();
  await renewed.getByRole('button', { name: 'Done' }).click();

  await more.click();
  await page.getByRole('menuitem', { name: 'Remove the agent' }).click();
  const asking = page.getByRole('dialog', { name: 'Remove Fourth Bell' });
  await expect(asking).toContainText('Its token stops working');
  await asking.getByRole('button', { name: 'Remove the agent' }).click();
  await expect(page).toHaveURL(/\/fleet$/);
  await expect(page.getByRole('heading', { name: 'No agents yet' })).toBeVisible();
});

test('an agent that isn’t there says so', async ({ app, page }) => {
  await app.open('/fleet/ag_nobody');
  await expect(page.getByText(/There is no such agent/)).toBeVisible();
  await expectAccessible(page);
});
