import type { Page } from '@playwright/test';
import { z } from 'zod';
import { AgentId } from '../../../core/kernel/ids.ts';
import { connectTestAgent, type TestAgent } from '../../support/fleet/agent-client.ts';
import { type App, expect, expectAccessible, test } from '../../support/web/app.ts';
import { expectEveryAppearance } from '../../support/web/every-appearance.ts';

const Added = z.object({ agentId: AgentId, token: z.string(), hubUrl: z.string() });

/** From an event to what it makes the Bridge say. */
const withinMs = 1000;

async function addAgent(app: App, name: string): Promise<() => Promise<TestAgent>> {
  const { hubUrl, ...agent } = Added.parse(await app.command('agent', 'add', name, '--elsewhere'));
  return () => connectTestAgent({ url: hubUrl, ...agent });
}

/** A task that any agent with a shell takes. */
const submit = (app: App, title: string) => app.command('task', 'add', title, '--shell', 'true');

/** Milliseconds from when something begins to happen until this is the first row of what needs a person, or is no longer. */
async function timeUntil(
  page: Page,
  title: string,
  isFirst: boolean,
  happens: () => Promise<unknown>,
): Promise<number> {
  const drawn = page.evaluate(
    ([wanted, first]) =>
      new Promise<number>((resolve) => {
        const check = (): void => {
          const row = document.querySelector('[role=listbox][aria-label="What needs you"] [role=option] b');
          if ((row?.textContent === wanted) !== first) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(check);
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        check();
      }),
    [title, isFirst] as const,
  );
  // Answered after the observer is there.
  await page.evaluate('0');
  const began = Date.now();
  await happens();
  return (await drawn) - began;
}

test('what stops the fleet stands first within a second, and goes with its cause', async ({ app, page }) => {
  const connect = await addAgent(app, 'Amber Heron');
  const agent = await connect();
  await submit(app, 'Mend the mast');
  const attempt = await agent.takeOffer();
  await submit(app, 'Oil the winch');
  const needs = page.getByRole('listbox', { name: 'What needs you' });
  const first = needs.getByRole('option').first();

  const { taskId, generation } = attempt;
  const blocks = () => agent.ask({ t: 'blocked', taskId, generation, reason: 'Shed does not answer.' });
  expect(await timeUntil(page, 'Amber Heron is blocked', true, blocks)).toBeLessThan(withinMs);
  await expect(first).toContainText('Shed does not answer. Remove the cause, or cancel “Mend the mast”.');
  await page.keyboard.press('j');
  await page.keyboard.press('Home');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Amber Heron' })).toBeVisible();
  await app.open('/');
  await expect(first).toContainText('Amber Heron is blocked');
  const goesOn = () => agent.ask({ t: 'unblocked', taskId, generation });
  expect(await timeUntil(page, 'Amber Heron is blocked', false, goesOn)).toBeLessThan(withinMs);

  expect(await timeUntil(page, 'No agent is connected', true, () => agent.drop())).toBeLessThan(withinMs);
  await expect(first).toContainText('Check the sidecars of the agents. “Oil the winch” waits in the queue.');
  await expect(page.getByRole('status').filter({ hasText: 'No agent is connected' })).toHaveCount(1);
  await expectEveryAppearance(page);
  expect(await timeUntil(page, 'No agent is connected', false, connect)).toBeLessThan(withinMs);
});

test('what comes while somebody points at the list is named above it', async ({ app, page }) => {
  const connect = await addAgent(app, 'Amber Heron');
  const agent = await connect();
  await page.keyboard.press('j');
  await expect(page.getByRole('option').first()).toBeFocused();
  await agent.drop();
  await submit(app, 'Oil the winch');
  await page.getByRole('button', { name: '1 new: No agent is connected' }).click();
  await expect(page.getByRole('option').first()).toContainText('No agent is connected');
  await expectAccessible(page);
});

test.describe('a workspace without trackers', () => {
  test.use({ sample: false });

  test('says that the hub is off while a task waits', async ({ app, page }) => {
    await expect(page.getByRole('heading', { name: 'No trackers yet' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'What needs you' })).toHaveCount(0);
    const connect = await addAgent(app, 'Amber Heron');
    const agent = await connect();
    await agent.drop();
    await submit(app, 'Oil the winch');
    const first = page.getByRole('option').first();
    await expect(first).toContainText('No agent is connected');

    const hub = await page.context().newPage();
    await hub.goto(new URL('/hub', page.url()).href);
    const isOn = hub.getByRole('switch', { name: 'The hub is on' });
    await expect(isOn).toBeChecked();
    await isOn.press('Space');
    await expect(isOn).not.toBeChecked();
    await expect(first).toContainText('The hub is switched off');
    await expectEveryAppearance(page);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/hub$/);
    await page.goBack();
    await isOn.press('Space');
    await expect(first).toContainText('No agent is connected');
    await connect();
    await expect(page.getByRole('region', { name: 'What needs you' })).toHaveCount(0);
  });
});
