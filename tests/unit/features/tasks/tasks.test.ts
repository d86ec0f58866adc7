import { describe, expect, test } from 'vitest';
import { AgentId } from '../../../../core/kernel/ids.ts';
import { taskLabel, taskMark } from '../../../../renderer/domains/fleet/task-labels.ts';
import {
  cancelSentences,
  openOnes,
  resultText,
} from '../../../../renderer/features/tasks/cancel/cancel-model.ts';
import { bulkActionResults } from '../../../../renderer/features/tasks/dead-letters/dead-letter-model.ts';
import {
  isNarrowed,
  noFilter,
  readTaskQuery,
  toTaskFilter,
  writeTaskQuery,
} from '../../../../renderer/features/tasks/list/task-filter.ts';
import { notConfirmedYet } from '../../../../renderer/features/tasks/not-confirmed-yet.ts';
import {
  attemptMark,
  budgetParts,
  costLabel,
  outcomeText,
  timeText,
  unpriced,
  webAddress,
} from '../../../../renderer/features/tasks/page/attempt-model.ts';
import { requeueLabel, requeueRequests } from '../../../../renderer/features/tasks/requeue/requeue-model.ts';
import { attempt, queueRow, task, taskId } from './fixtures.ts';

describe('a task’s mark and word', () => {
  test.each([
    [{ status: 'working', blocked: 'needs a token', verified: null }, 'blocked', 'blocked'],
    [{ status: 'completed', blocked: null, verified: true }, 'done', 'completed, verified'],
    [{ status: 'completed', blocked: null, verified: false }, 'at-risk', 'completed, unverified'],
    [{ status: 'completed', blocked: null, verified: null }, 'done', 'completed, no checks'],
    [{ status: 'dead-letter', blocked: null, verified: null }, 'blocked', 'dead letter'],
    [{ status: 'assigned', blocked: null, verified: null }, 'active', 'offered'],
  ] as const)('%j', (look, mark, word) => {
    expect([taskMark(look), taskLabel(look)]).toEqual([mark, word]);
  });
});

describe('the filter of the list', () => {
  const filter = {
    ...noFilter,
    text: 'buoy & bell',
    statuses: ['queued', 'dead-letter'],
    lane: 'high',
    agent: AgentId.parse('ag_a'),
  } as const;

  test('goes into the address and comes back', () => {
    const query = writeTaskQuery(new URLSearchParams('task=ta_x'), filter);
    expect(query.get('task')).toBe('ta_x');
    expect(readTaskQuery(query)).toEqual(filter);
  });

  test('leaves out what a hand-made link got wrong', () => {
    expect(readTaskQuery(new URLSearchParams('status=half&lane=fast&agent=nobody&item=x'))).toEqual(noFilter);
  });

  test('knows when it narrows nothing', () => {
    expect(isNarrowed({ ...noFilter, text: '  ' })).toBe(false);
    expect(isNarrowed(filter)).toBe(true);
    expect(toTaskFilter(noFilter)).toMatchObject({ statuses: null, text: '' });
  });
});

describe('before work is stopped', () => {
  test('a waiting task says it leaves the queue', () => {
    expect(cancelSentences([queueRow('a')])[0]).toBe('It is taken out of the queue and nobody works on it.');
  });

  test('a running one says where it is stopped and how far it is', () => {
    const running = queueRow('a', {
      status: 'working',
      agentName: 'Even Keel',
      generation: 2,
      percent: 40.6,
    });
    expect(cancelSentences([running])[0]).toBe(
      'Attempt 2 on Even Keel is stopped at 41 %; what it wrote so far stays in its workspace there.',
    );
  });

  test('many are counted, and each running one is named', () => {
    const running = queueRow('b', { status: 'working', agentName: 'Even Keel' });
    expect(cancelSentences([queueRow('a'), running])[0]).toBe(
      '1 waiting task is taken out of the queue, 1 attempt is stopped (b on Even Keel).',
    );
  });

  test('what ended is not asked about', () => {
    expect(openOnes([queueRow('a', { status: 'completed' }), queueRow('b')]).map((one) => one.title)).toEqual(
      ['b'],
    );
  });

  test('refusals are told with their task', () => {
    const done = {
      done: 1,
      waiting: [taskId('c')],
      refused: [{ taskId: taskId('b'), code: 'task.final', message: 'It ended already.' }],
    };
    expect(resultText('cancelled', done, () => 'Paint')).toEqual({
      text: '1 task cancelled, 1 not, 1 not confirmed yet.',
      detail: `Paint: It ended already. Paint: ${notConfirmedYet}`,
    });
    expect(
      bulkActionResults(
        'requeue',
        [
          { id: taskId('a'), title: 'A', deadline: null, endReason: 'failed' },
          { id: taskId('b'), title: 'B', deadline: null, endReason: 'failed' },
          { id: taskId('c'), title: 'C', deadline: null, endReason: 'failed' },
          { id: taskId('d'), title: 'D', deadline: 50, endReason: 'deadline' },
        ],
        done,
        100,
      ),
    ).toEqual([
      { id: 'ta_b', title: 'B', ok: false, words: 'It ended already.' },
      { id: 'ta_c', title: 'C', ok: false, words: notConfirmedYet },
      { id: 'ta_a', title: 'A', ok: true, words: 'back in the queue' },
      { id: 'ta_d', title: 'D', ok: true, words: 'back in the queue, without its deadline' },
    ]);
  });
});

describe('dead letters', () => {
  const letter = (name: string, deadline: number | null, endReason: 'failed' | 'deadline' = 'failed') => ({
    id: taskId(name),
    title: name,
    deadline,
    endReason,
  });

  test('whose deadline has passed come back without it, whatever they ended for; the others keep theirs', () => {
    const tasks = [letter('a', 200), letter('b', 50), letter('c', 50, 'deadline'), letter('d', null)];
    expect(requeueRequests(tasks, 100)).toEqual([
      { taskIds: [taskId('a'), taskId('d')] },
      { taskIds: [taskId('b'), taskId('c')], deadline: null },
    ]);
    expect(requeueRequests([letter('a', 200)], 100)).toEqual([{ taskIds: [taskId('a')] }]);
  });

  test('the button says which deadlines it removes', () => {
    const late = letter('b', 50);
    expect(
      [[], [letter('a', 200)], [late], [late, letter('a', 200)], [late, late]].map((one) =>
        requeueLabel(one, 100),
      ),
    ).toEqual([
      'Requeue',
      'Requeue 1',
      'Requeue 1 without its deadline',
      'Requeue 2, 1 without its deadline',
      'Requeue 2 without their deadlines',
    ]);
  });
});

describe('an attempt', () => {
  test('says how it ended', () => {
    expect(outcomeText(attempt())).toBe('completed, verified');
    expect(outcomeText(attempt({ outcome: 'ended', reason: 'disconnected' }))).toBe(
      'ended: the agent vanished',
    );
    expect(outcomeText(attempt({ outcome: 'running', acceptedAt: null }))).toBe('offered, not taken yet');
    expect(attemptMark(attempt({ outcome: 'ended', reason: 'cancelled' }))).toBe('dropped');
    expect(attemptMark(attempt({ outcome: 'ended', reason: 'failed' }))).toBe('blocked');
  });

  test('says how long it took', () => {
    expect(timeText(attempt(), 0)).toBe('worked 1 min, taken at once');
    expect(timeText(attempt({ acceptedAt: 4_000, endedAt: null }), 34_000)).toBe(
      'working for 30 s, taken after 3 s',
    );
    expect(timeText(attempt({ acceptedAt: null, endedAt: 61_000 }), 0)).toBe('never taken, for 1 min');
  });

  test('never shows an unknown price as nothing', () => {
    const spent = { cost: null, tokensIn: 5, tokensOut: 5 };
    expect(costLabel(attempt())).toBe('$0.25');
    expect(costLabel(attempt({ spent }))).toBe('unknown');
    const running = { outcome: 'running', endedAt: null } as const;
    expect(costLabel(attempt({ ...running, spent }))).toBe('unknown');
    const nothing = { cost: null, tokensIn: 0, tokensOut: 0 };
    expect(costLabel(attempt({ ...running, spent: nothing }))).toBe('not reported yet');
    const shell = { ...attempt().decision, target: { kind: 'shell' as const } };
    expect(costLabel(attempt({ decision: shell, spent: { cost: null, tokensIn: 0, tokensOut: 0 } }))).toBe(
      'no model used',
    );
    expect(unpriced({ attempts: [attempt(), attempt({ spent })] })).toBe(1);
  });
});

test('a budget counts money of its own currency only, and says when some is unknown', () => {
  const shown = task({
    spec: {
      ...task().spec,
      budget: { money: { micros: 2_000_000, currency: 'USD' }, tokens: 1000, minutes: 10 },
    },
    spent: {
      cost: [
        { micros: 500_000, currency: 'USD' },
        { micros: 9_000_000, currency: 'EUR' },
      ],
      tokensIn: 100,
      tokensOut: 20,
      workedMs: 120_000,
    },
    attempts: [attempt({ spent: { cost: null, tokensIn: 1, tokensOut: 1 } })],
  });
  expect(budgetParts(shown).map((part) => part.text)).toEqual([
    'cost unknown, at least $0.50 of $2.00',
    '120 of 1,000',
    '2 min of 10 min',
  ]);
  expect(budgetParts(task())).toEqual([]);
});

test('only an address of the web becomes a link', () => {
  expect(webAddress('https://example.org/pull/1')).toBe('https://example.org/pull/1');
  expect(webAddress('javascript:alert(1)')).toBeNull();
  expect(webAddress(null)).toBeNull();
});
