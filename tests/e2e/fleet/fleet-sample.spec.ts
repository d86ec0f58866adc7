import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { expect, expectAccessible, test } from '../../support/web/app.ts';

const Tasks = z.array(z.object({ id: z.string(), title: z.string(), status: z.string() }));
const Task = z.object({ status: z.string(), generation: z.number(), agentId: z.string().nullable() });
const Status = z.object({ sample: z.object({ folder: z.string() }) });
const Lock = z.object({ pid: z.number() });

test.use({ sample: false });

test('the sample fleet does real work, outlives the loss of a sidecar, and goes without a trace', async ({
  app,
  page,
}) => {
  await app.open('/fleet');
  await page.getByRole('button', { name: 'Start the sample fleet' }).click();
  const board = page.getByRole('listbox', { name: 'Agents' });
  await expect(board.getByRole('option')).toHaveCount(3);
  const { folder } = Status.parse(await app.command('hub', 'status')).sample;
  const tasks = Tasks.parse(await app.command('task', 'list'));
  const idOf = (title: RegExp) => tasks.find((task) => title.test(task.title))?.id ?? '';

  // A failed verification is handed back, fixed and passed, in the same attempt.
  await app.open(`/tasks/${idOf(/harbour report/)}`);
  await expect(page.getByText(/^completed, verified$/)).toBeVisible();
  await expect(page.getByText(/Run 1 failed: 1 of 2 checks/)).toBeVisible();
  await expect(page.getByText(/Run 2 passed: 2 of 2 checks/)).toBeVisible();
  await expect(
    page
      .getByRole('region', { name: 'Cost' })
      .getByText(/\$0\.\d+/)
      .first(),
  ).toBeVisible();
  await expectAccessible(page);

  // The sidecar at the long watch is gone from one moment to the next.
  const watch = idOf(/twenty bells/);
  const before = Task.parse(await app.command('task', 'show', watch));
  expect(before).toMatchObject({ status: 'working', generation: 1 });
  const lock = readFileSync(join(folder, before.agentId ?? '', 'sidecar.lock'), 'utf8');
  process.kill(Lock.parse(JSON.parse(lock)).pid, 'SIGKILL');
  await app.open(`/tasks/${watch}`);
  await expect(page.getByText(/^Attempt 2$/).first()).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText(/^completed, verified$/)).toBeVisible({ timeout: 60_000 });
  const after = Task.parse(await app.command('task', 'show', watch));
  expect(after).toMatchObject({ status: 'completed', generation: 2 });
  expect(after.agentId).not.toBe(before.agentId);
  await app.open(`/fleet/${before.agentId ?? ''}`);
  await expect(page.getByText('offline', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);

  await app.open('/fleet');
  await page.getByRole('button', { name: 'Stop the sample fleet' }).click();
  await page.getByRole('button', { name: 'Stop and remove it' }).click();
  await expect(page.getByRole('heading', { name: 'No agents yet' })).toBeVisible();
  await expect.poll(() => existsSync(folder)).toBe(false);
  expect(Tasks.parse(await app.command('task', 'list'))).toEqual([]);
});
