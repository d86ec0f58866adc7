import { describe, expect, test } from 'vitest';
import { createSettlementJudge } from '../../support/fleet/settlement-judge.ts';

const submitted = (taskId: string) => ({ type: 'task.submitted', taskId, spec: { lane: 'normal' } });
const assigned = (taskId: string, generation: number, agentId = 'ag_1') => ({
  type: 'task.assigned',
  taskId,
  generation,
  agentId,
});
const completed = (taskId: string, generation: number, agentId = 'ag_1') => ({
  type: 'task.completed',
  taskId,
  generation,
  agentId,
});
const ended = (taskId: string, generation: number, next: string, reason = 'failed') => ({
  type: 'attempt.ended',
  taskId,
  generation,
  agentId: 'ag_1',
  reason,
  next,
});

function judged(events: readonly object[], told: readonly ['complete' | 'fail', number][] = []) {
  const judge = createSettlementJudge();
  for (const event of events) judge.look(event);
  for (const [as, generation] of told) judge.settled('ag_1', 'ta_1', generation, as);
  return { problems: judge.problems(), ...judge.counts() };
}

describe('a task of which an agent was told an end in two generations', () => {
  test.each([
    ['was tried again', [ended('ta_1', 1, 'queued')], 'fail'],
    [
      'was requeued as a dead letter',
      [ended('ta_1', 1, 'dead-letter'), { type: 'task.requeued', taskId: 'ta_1' }],
      'fail',
    ],
    [
      'was called complete before its verification passed',
      [ended('ta_1', 1, 'queued', 'verification')],
      'complete',
    ],
  ] as const)('%s, and is done once', (_, between, first) => {
    const events = [
      submitted('ta_1'),
      assigned('ta_1', 1),
      ...between,
      assigned('ta_1', 2),
      completed('ta_1', 2),
    ];
    expect(
      judged(events, [
        [first, 1],
        ['complete', 2],
        ['complete', 2],
      ]),
    ).toEqual({
      problems: [],
      tasks: 1,
      completed: 1,
      settledInSeveral: 1,
    });
  });
});

describe('the judge of settlements names', () => {
  const begun = [submitted('ta_1'), assigned('ta_1', 1)];
  test.each([
    [
      'an end told twice',
      [...begun, completed('ta_1', 1), completed('ta_1', 1)],
      'settled twice in generation 1',
    ],
    [
      'an end after the last word',
      [...begun, completed('ta_1', 1), assigned('ta_1', 2)],
      'assigned while it is completed',
    ],
    ['an end by another agent', [...begun, completed('ta_1', 1, 'ag_2')], 'which does not hold it'],
    ['an end of another generation', [...begun, completed('ta_1', 2)], 'which does not hold it'],
    [
      'a requeue of what is done',
      [...begun, completed('ta_1', 1), { type: 'task.requeued', taskId: 'ta_1' }],
      'requeued while',
    ],
    ['a generation left out', [submitted('ta_1'), assigned('ta_1', 2)], 'generation 2 after 0'],
    [
      'a task that overtakes another like it',
      [submitted('ta_1'), submitted('ta_2'), assigned('ta_2', 1)],
      'waits in front',
    ],
  ])('%s', (_, events, problem) => {
    expect(judged(events).problems.join()).toContain(problem);
  });

  test('what an agent was told and the log does not have', () => {
    expect(judged(begun, [['complete', 1]]).problems.join()).toContain('the log has undefined');
    expect(judged([...begun, ended('ta_1', 1, 'queued', 'agent-lost')], [['fail', 1]]).problems).toHaveLength(
      1,
    );
  });
});
