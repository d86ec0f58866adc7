import { expect, test } from 'vitest';
import type { FleetCommand } from '../../../core/domain/fleet/commands.ts';
import { decide } from '../../../core/domain/fleet/decide.ts';
import { defaultFleetSettings } from '../../../core/domain/fleet/settings.ts';
import { ok } from '../../../core/kernel/result.ts';
import { createTaskRequests } from '../../../main/engine/hub/tasks/task-requests.ts';
import { emptyState } from '../../support/fleet/empty-state.ts';
import { taskId as idOf, person } from '../../support/fleet/fleet-harness.ts';

test('a task that ends between looking it up and cancelling it is looked up again', async () => {
  const taskId = idOf(1);
  const state = emptyState(defaultFleetSettings);
  const asked: FleetCommand[] = [];
  const found = ['queued', 'cancelled'] as const;
  const requests = createTaskRequests(
    {
      now: state,
      run: async (command) => {
        asked.push(command);
        return decide(state, command, { wall: 0, steady: 0 });
      },
    },
    {
      statusOf: async () => new Map([[taskId, found[asked.length] ?? 'cancelled']]),
      deadLetter: async () => null,
    },
    { moment: () => ({ wall: 0, steady: 0 }) },
  );
  expect(await requests.cancel(taskId, person())).toEqual(ok('cancelled'));
  expect(asked).toHaveLength(2);
});
