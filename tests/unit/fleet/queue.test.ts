import { describe, expect, test } from 'vitest';
import type { FleetCommand } from '../../../core/domain/fleet/commands.ts';
import { nothingSpent } from '../../../core/domain/fleet/money/money.ts';
import { nextDue } from '../../../core/domain/fleet/schedule/due-times.ts';
import { byRank } from '../../../core/domain/fleet/tasks/ranks.ts';
import { ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import {
  agentId,
  createFleetHarness,
  person,
  repositoryId,
  result,
  shellSpec,
  taskId,
  typesOf,
} from '../../support/fleet/fleet-harness.ts';

const submission = (spec = {}, dependencies = new Map()): FleetCommand => ({
  type: 'task.submit',
  by: person(),
  taskId: taskId('new'),
  clientKey: null,
  spec: shellSpec(spec),
  sample: false,
  dependencies,
});

describe('a submission', () => {
  test('is refused by name for what it names and nobody knows', () => {
    const bench = createFleetHarness();
    const unknown = taskId('nowhere');
    expect(bench.refusal(submission({ dependsOn: [unknown] }, new Map([[unknown, null]])))).toBe(
      'task.unknown-dependency',
    );
    expect(bench.refusal(submission({ agentId: agentId('x') }))).toBe('task.unknown-agent');
    expect(bench.refusal(submission({ repositoryId: repositoryId('x') }))).toBe('task.unknown-repository');
    expect(bench.refusal(submission({ deadline: bench.at.wall }))).toBe('task.deadline-passed');
    expect(bench.refusal(submission({ dependsOn: [taskId('new')] }))).toBe('task.unknown-dependency');
    expect(bench.log).toEqual([]);
  });

  test('is asked for again when its dependency ended while it was looked up', () => {
    const bench = createFleetHarness();
    const gone = taskId(1);
    const decided = bench.tryRun(submission({ dependsOn: [gone] }, new Map([[gone, 'working']])));
    expect(decided).toMatchObject({ ok: false, error: { code: 'task.dependency-moved', retryable: true } });
  });

  test('waits for its dependencies, and for none that is completed', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    bench.accept(1);
    bench.complete(1);
    bench.submit(2);
    bench.submit(3, { dependsOn: [taskId(1), taskId(2)], lane: 'urgent' });
    expect([...bench.task(3).waitsFor]).toEqual([taskId(2)]);
    bench.plan();
    expect(bench.task(2).status).toBe('assigned');
    bench.accept(2);
    bench.complete(2);
    expect(bench.task(3).waitsFor.size).toBe(0);
    bench.plan();
    expect(bench.task(3).status).toBe('assigned');
  });
});

describe('ranking', () => {
  const order = (bench: ReturnType<typeof createFleetHarness>) =>
    [...bench.state.tasks.values()]
      .toSorted(byRank)
      .map(({ id }) => id.slice(3))
      .join('');

  test('puts a task before another or at the end, and does nothing for nothing', () => {
    const bench = createFleetHarness();
    for (const n of ['a', 'b', 'c', 'd']) bench.submit(n);
    const rank = (n: string, before: string | null) =>
      bench.run({
        type: 'task.rank',
        by: person(),
        taskId: taskId(n),
        lane: 'normal',
        before: before === null ? null : taskId(before),
      });
    rank('d', 'b');
    expect(order(bench)).toBe('adbc');
    rank('a', null);
    expect(order(bench)).toBe('dbca');
    expect(rank('a', null)).toEqual([]);
    expect(rank('d', 'b')).toEqual([]);
    expect(rank('d', 'd')).toEqual([]);
  });

  test('keeps its order when the same place is halved a hundred times', () => {
    const bench = createFleetHarness();
    for (const n of ['a', 'b', 'c']) bench.submit(n);
    for (let turn = 0; turn < 100; turn += 1) {
      const [mover, before] = turn % 2 === 0 ? (['c', 'b'] as const) : (['b', 'c'] as const);
      bench.run({
        type: 'task.rank',
        by: person(),
        taskId: taskId(mover),
        lane: 'normal',
        before: taskId(before),
      });
      expect(order(bench)).toBe(`a${mover}${before}`);
    }
  });

  test('changes the lane, and refuses what does not wait there', () => {
    const bench = createFleetHarness();
    bench.submit(1);
    bench.submit(2, { lane: 'urgent' });
    bench.run({ type: 'task.rank', by: person(), taskId: taskId(1), lane: 'urgent', before: taskId(2) });
    expect(bench.task(1).lane).toBe('urgent');
    const rank = { type: 'task.rank', by: person(), lane: 'low' } as const;
    expect(bench.refusal({ ...rank, taskId: taskId(1), before: taskId(2) })).toBe('task.not-queued');
    expect(bench.refusal({ ...rank, taskId: taskId(9), before: null })).toBe('task.not-found');
  });
});

describe('cancelling', () => {
  test('works in every open state and keeps the agent going', () => {
    for (const state of ['queued', 'assigned', 'working'] as const) {
      const bench = createFleetHarness();
      bench.submit(1);
      if (state !== 'queued') bench.addAgent('a');
      bench.plan();
      if (state === 'working') bench.accept(1);
      expect(bench.task(1).status).toBe(state);
      const events = bench.run({ type: 'task.cancel', by: person(), taskId: taskId(1), status: null });
      expect(typesOf(events)).toEqual(state === 'queued' ? ['task.ended'] : ['attempt.ended', 'agent.moved']);
      expect(bench.finals.get(taskId(1))?.status).toBe('cancelled');
    }
  });

  test('twice is once; what ended otherwise stays', () => {
    const bench = createFleetHarness();
    const cancel = { type: 'task.cancel', by: person(), taskId: taskId(1) } as const;
    expect(bench.run({ ...cancel, status: 'cancelled' })).toEqual([]);
    expect(bench.refusal({ ...cancel, status: 'completed' })).toBe('task.final');
    expect(bench.refusal({ ...cancel, status: null })).toBe('task.not-found');
    expect(bench.refusal({ ...cancel, status: 'queued' })).toBe('task.just-ended');
  });

  test('gives a dead letter up for good', () => {
    const bench = createFleetHarness();
    const cancel = { type: 'task.cancel', by: person(), taskId: taskId(1) } as const;
    const events = bench.run({ ...cancel, status: 'dead-letter' });
    expect(events).toMatchObject([{ type: 'task.ended', reason: 'cancelled', status: 'cancelled' }]);
  });
});

describe('a dead letter', () => {
  test('comes back with all counters reset and its generation going on', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1, { budget: { money: null, tokens: 10, minutes: null }, retries: 0 });
    bench.plan();
    bench.accept(1);
    bench.fail(1, { spent: { ...nothingSpent, tokensIn: 10 } });
    const found = bench.finals.get(taskId(1))?.last ?? null;
    bench.run({ type: 'task.requeue', by: person(), taskId: taskId(1), found, status: 'dead-letter' });
    expect(bench.task(1)).toMatchObject({
      generation: 1,
      failures: 0,
      reclaims: 0,
      spentBefore: nothingSpent,
    });
    bench.plan();
    expect(bench.task(1).generation).toBe(2);
    expect(
      bench.refusal({ type: 'task.requeue', by: person(), taskId: taskId(1), found, status: null }),
    ).toBe('task.not-dead');
  });

  test('whose deadline passed is refused instead of dying again', () => {
    const bench = createFleetHarness();
    bench.submit(1, { deadline: bench.at.wall + 1000 });
    bench.pass(1000);
    expect(bench.sweep()).toMatchObject([{ type: 'task.ended', reason: 'deadline', status: 'dead-letter' }]);
    const found = bench.finals.get(taskId(1))?.last ?? null;
    expect(
      bench.refusal({ type: 'task.requeue', by: person(), taskId: taskId(1), found, status: 'dead-letter' }),
    ).toBe('task.deadline-passed');
    const requeue = { type: 'task.requeue' as const, by: person(), taskId: taskId(1), found, status: null };
    expect(bench.refusal({ ...requeue, deadline: bench.at.wall })).toBe('task.deadline-passed');
    bench.run({ ...requeue, deadline: bench.at.wall + 1 });
    expect(bench.task(1).spec.deadline).toBe(bench.at.wall + 1);
  });
});

describe('a dead letter that can’t be carried out as it stands', () => {
  test('is refused with what to do: its agent was removed', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1, { agentId: agentId('a'), deadline: bench.at.wall + 1000 });
    bench.pass(1000);
    bench.sweep();
    bench.run({ type: 'agent.remove', by: person(), agentId: agentId('a') });
    const found = bench.finals.get(taskId(1))?.last ?? null;
    expect(
      bench.tryRun({
        type: 'task.requeue',
        by: person(),
        taskId: taskId(1),
        found,
        status: 'dead-letter',
        deadline: null,
      }),
    ).toMatchObject({
      ok: false,
      error: {
        code: 'task.unknown-agent',
        message:
          'The only agent it may go to was removed. Nothing was queued; submit it as a new task, for another agent or for any.',
      },
    });
  });
});

describe('what is due', () => {
  test('is an offer nobody answers: the task goes on, the agent rests', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    expect(nextDue(bench.state, bench.at)).toBe(bench.at.steady + 60_000);
    bench.pass(60_000);
    expect(bench.sweep()).toMatchObject([
      { reason: 'not-accepted', next: 'queued' },
      { from: 'assigned', to: 'idle' },
    ]);
    expect(bench.plan()).toEqual([]);
    expect(nextDue(bench.state, bench.at)).toBe(bench.at.steady + 60_000);
    bench.pass(60_000);
    expect(typesOf(bench.plan())).toContain('task.assigned');
  });

  test('is work without progress, also when it said it was blocked', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    bench.accept(1);
    bench.pass(599_000);
    bench.run({ type: 'task.block', ...bench.ref(1), reason: 'asks' });
    bench.pass(599_999);
    expect(bench.sweep()).toEqual([]);
    bench.pass(1);
    expect(bench.sweep()).toMatchObject([
      { reason: 'stuck', next: 'queued' },
      { from: 'blocked', to: 'idle' },
    ]);
  });

  test('is a deadline, while the task runs too', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1, { deadline: bench.at.wall + 5000 });
    bench.plan();
    bench.accept(1);
    bench.pass(5000);
    expect(bench.sweep()[0]).toMatchObject({
      type: 'attempt.ended',
      reason: 'deadline',
      next: 'dead-letter',
    });
  });

  test('is the end of the minutes a task may take, before it counts as stuck', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1, { budget: { money: null, tokens: null, minutes: 3 } });
    bench.plan();
    bench.accept(1);
    expect(nextDue(bench.state, bench.at)).toBe(bench.at.steady + 180_000);
  });

  test('is nothing when nothing is going on', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    expect(nextDue(bench.state, bench.at)).toBeNull();
  });
});

describe('a verified completion', () => {
  const link = { trackerId: TrackerId.parse('tr_1'), itemId: ItemId.parse('it_1'), statusWhenDone: 'done' };

  test('proposes the status of the item it was made from; an unverified one proposes nothing', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    for (const [n, verified] of [
      [1, true],
      [2, null],
    ] as const) {
      bench.submit(n, { link });
      bench.plan();
      bench.accept(n);
      const done = {
        type: 'task.complete',
        ...bench.ref(n),
        result: result(verified),
        spent: nothingSpent,
      } as const;
      bench.run({ ...done, transcript: { lines: [], cutLines: 0, cutBytes: 0 } });
    }
    const [proposal, ...more] = bench.state.proposals.values();
    expect(more).toEqual([]);
    if (proposal === undefined) throw new Error('nothing was proposed');
    expect(proposal).toMatchObject({ taskId: taskId(1), link });
    const settle = {
      type: 'proposal.settle',
      by: person(),
      proposalId: proposal.id,
      answer: 'dismissed',
    } as const;
    bench.run(settle);
    expect(bench.refusal(settle)).toBe('proposal.not-found');
  });
});
