import { randomBytes } from 'node:crypto';
import { expect, it, onTestFinished } from 'vitest';
import { TaskSpec } from '../../../core/domain/fleet/tasks/task.ts';
import { openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { openTestEngine } from '../../torture/engine.ts';

const context = { actor: null, signal: new AbortController().signal };

it('an engine that lets no agent in measures timeouts by the steady clock, whatever the time of day does', async () => {
  const folder = tempFolder();
  const fleet = await openFleetWorkspace(folder);
  await fleet.call('hub.setFleet', { restartReturnSeconds: 600 });
  const agent = await (await fleet.addAgent('Amber Heron')).connect();
  const taskId = await fleet.submit();
  await agent.takeOffer();
  await fleet.stop();

  let ahead = 0;
  const engine = await openTestEngine(folder, {
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    now: () => Date.now() + ahead,
  });
  onTestFinished(() => engine.close());
  const { calls, views } = engine.handlers;
  ahead = 3_600_000;
  // Whatever is due is found with the next command.
  const submitted = await calls['tasks.submit'](
    { hubId: null, clientKey: null, task: TaskSpec.parse({ description: 'Another' }) },
    context,
  );
  expect(submitted).toMatchObject({ ok: true });
  const { rows } = await views['tasks.one'].read({ hubId: null, taskId });
  expect(rows).toMatchObject([{ attempts: [{ generation: 1, endedAt: null }] }]);
  expect(['assigned', 'working']).toContain(rows[0]?.status);
});
