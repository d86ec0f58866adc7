import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFleetWorkspace } from '../../support/fleet/fleet-workspace.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const command = [process.execPath, join(import.meta.dirname, '..', '..', '..', 'quarterdeck.mjs')];

it('the sample fleet works for real, and closing the engine leaves no trace of it', {
  timeout: 90_000,
}, async () => {
  const fleet = await openFleetWorkspace(tempFolder(), command);
  await fleet.call('hub.startSample', {});
  const twice = await fleet.client.call('hub.startSample', {});
  expect(twice).toMatchObject({ ok: false, error: { code: 'sample.running' } });
  const running = await fleet.until('hub.status', {}, ({ rows }) => rows[0]?.connected === 3);
  const home = running.rows[0]?.sample.folder ?? '';
  expect(existsSync(home)).toBe(true);
  const window = { start: 0, limit: 50 };
  const some = await fleet.until(
    'tasks.list',
    { filter: { statuses: ['completed'] }, window },
    ({ rows }) => rows.length > 0,
  );
  expect(some.rows[0]).toMatchObject({ sample: true, verified: true });

  await fleet.restart();
  expect(existsSync(home)).toBe(false);
  const { rows } = await fleet.until('hub.status', {});
  expect(rows[0]).toMatchObject({
    agents: 0,
    queued: 0,
    running: 0,
    deadLetters: 0,
    sample: { state: 'off' },
  });
  expect((await fleet.until('tasks.list', { filter: {}, window })).extra.total).toBe(0);
  expect((await fleet.until('repositories.list', {})).rows).toEqual([]);
  await fleet.close();
});
