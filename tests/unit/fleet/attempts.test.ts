import { describe, expect, test } from 'vitest';
import { verdicts } from '../../../core/domain/fleet/attempts/verdicts.ts';
import { nothingSpent } from '../../../core/domain/fleet/money/money.ts';
import { TokenId } from '../../../core/kernel/ids.ts';
import {
  agentId,
  createFleetHarness,
  facts,
  noTranscript,
  person,
  result,
  spent,
  taskId,
  typesOf,
} from '../../support/fleet/fleet-harness.ts';

function working(spec = {}) {
  const bench = createFleetHarness();
  bench.addAgent('a');
  bench.submit(1, spec);
  bench.plan();
  bench.accept(1);
  return bench;
}

describe('an attempt', () => {
  test('goes from the offer over acceptance to completion, and its agent with it', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    expect(typesOf(bench.plan())).toEqual(['task.assigned', 'agent.moved']);
    expect(bench.task(1)).toMatchObject({ status: 'assigned', generation: 1, agentId: agentId('a') });
    expect(bench.agent('a').state).toBe('assigned');
    expect(typesOf(bench.accept(1))).toEqual(['task.accepted', 'agent.moved']);
    bench.pass(90_000);
    const events = bench.complete(1);
    expect(typesOf(events)).toEqual(['task.completed', 'agent.moved']);
    expect(events[0]).toMatchObject({ workedMs: 90_000 });
    expect(bench.agent('a')).toMatchObject({ state: 'idle', taskId: null });
    expect(bench.state.tasks.size).toBe(0);
  });

  test('of an earlier generation is stale and changes nothing', () => {
    const bench = working();
    const old = bench.ref(1);
    bench.fail(1);
    bench.pass(60_000);
    bench.plan();
    bench.accept(1);
    expect(bench.task(1).generation).toBe(2);
    const late = {
      type: 'task.complete',
      ...old,
      result: result(),
      spent: nothingSpent,
      transcript: noTranscript,
    } as const;
    expect(bench.refusal(late)).toBe('attempt.stale');
    expect(bench.task(1).status).toBe('working');
  });

  test('of another agent is stale', () => {
    const bench = working();
    bench.addAgent('b');
    expect(bench.refusal({ type: 'task.accept', ...bench.ref(1), agentId: agentId('b') })).toBe(
      'attempt.stale',
    );
  });

  test('accepted twice is accepted once, and can no longer be declined', () => {
    const bench = working();
    expect(bench.accept(1)).toEqual([]);
    expect(bench.refusal({ type: 'task.decline', ...bench.ref(1), reason: '' })).toBe('attempt.accepted');
  });

  test('reports nothing before it is accepted', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    expect(
      bench.refusal({ type: 'task.progress', ...bench.ref(1), percent: 1, note: '', spent: nothingSpent }),
    ).toBe('attempt.not-accepted');
  });

  test('leaves an event for progress only when something is new', () => {
    const bench = working();
    const progress = {
      type: 'task.progress',
      ...bench.ref(1),
      percent: 40,
      note: 'half way',
      spent: spent(10),
    } as const;
    expect(typesOf(bench.run(progress))).toEqual(['task.progressed']);
    expect(bench.run(progress)).toEqual([]);
    expect(bench.run({ ...progress, spent: spent(5) })).toEqual([]);
    expect(bench.task(1)).toMatchObject({ percent: 40, note: 'half way', spentNow: spent(10) });
  });

  test('is its agent’s until it is taken away, and asking changes nothing', () => {
    const bench = working();
    const asked = { type: 'task.holds', ...bench.ref(1) } as const;
    expect(bench.run(asked)).toEqual([]);
    bench.fail(1);
    expect(bench.refusal(asked)).toBe('attempt.stale');
    bench.pass(60_000);
    bench.plan();
    expect(bench.refusal(asked)).toBe('attempt.stale');
    expect(bench.refusal({ ...asked, generation: 2 })).toBe('attempt.not-accepted');
    bench.accept(1);
    expect(bench.run({ ...asked, generation: 2 })).toEqual([]);
  });

  test('is blocked and goes on by its own word, each told once', () => {
    const bench = working();
    const block = { type: 'task.block', ...bench.ref(1), reason: 'needs a key' } as const;
    expect(typesOf(bench.run(block))).toEqual(['task.blocked', 'agent.moved']);
    expect(bench.run(block)).toEqual([]);
    expect(bench.agent('a').state).toBe('blocked');
    const unblock = { type: 'task.unblock', ...bench.ref(1) } as const;
    expect(typesOf(bench.run(unblock))).toEqual(['task.unblocked', 'agent.moved']);
    expect(bench.run(unblock)).toEqual([]);
  });

  test('that is declined goes back with a pause, to another agent first, and not for ever', () => {
    const bench = createFleetHarness({ maxReclaims: 2, retrySeconds: 2 });
    bench.addAgent('a');
    bench.submit(1);
    for (const pause of [2000, 4000]) {
      bench.plan();
      bench.run({ type: 'task.decline', ...bench.ref(1), reason: 'not now' });
      expect(bench.task(1)).toMatchObject({ status: 'queued', failures: 0 });
      expect(bench.plan()).toEqual([]);
      bench.pass(pause);
    }
    bench.addAgent('b');
    bench.pass(1);
    bench.plan();
    expect(bench.task(1).agentId).toBe(agentId('b'));
    bench.run({ type: 'task.decline', ...bench.ref(1), reason: 'not now' });
    expect(bench.finals.get(taskId(1))?.status).toBe('dead-letter');
  });
});

describe('failing work', () => {
  test('is tried again after pauses that double up to the longest, then is a dead letter', () => {
    const bench = createFleetHarness({ retrySeconds: 10, retryMaxSeconds: 15 });
    bench.addAgent('a');
    bench.submit(1, { retries: 2 });
    for (const pause of [10_000, 15_000]) {
      bench.plan();
      bench.accept(1);
      bench.fail(1);
      expect(bench.task(1).notBefore).toBe(bench.at.wall + pause);
      bench.pass(pause - 1);
      expect(bench.plan()).toEqual([]);
      bench.pass(1);
    }
    bench.plan();
    bench.accept(1);
    expect(bench.fail(1)[0]).toMatchObject({ type: 'attempt.ended', reason: 'failed', next: 'dead-letter' });
    expect(bench.agent('a').state).toBe('idle');
  });

  test('waits its pause out whatever the wall clock does', () => {
    const bench = working();
    bench.fail(1);
    bench.at.wall -= 3_600_000;
    bench.pass(2000);
    expect(typesOf(bench.plan())).toContain('task.assigned');
  });

  test('that cannot be helped by another try is a dead letter at once', () => {
    const bench = working();
    expect(bench.fail(1, { retryable: false })[0]).toMatchObject({ next: 'dead-letter', reason: 'failed' });
  });

  test('goes to another agent when one is free, back to the same when none is', () => {
    const bench = working();
    bench.addAgent('b');
    bench.fail(1);
    bench.pass(2000);
    bench.plan();
    expect(bench.task(1).agentId).toBe(agentId('b'));
    bench.accept(1);
    bench.run({ type: 'agent.disconnect', agentId: agentId('a'), reason: 'closed' });
    bench.fail(1);
    bench.pass(4000);
    bench.plan();
    expect(bench.task(1).agentId).toBe(agentId('b'));
  });

  test('is what an unverified completion of a task with checks is', () => {
    const bench = working({ verification: [{ type: 'git_clean' }] });
    expect(bench.complete(1, null)[0]).toMatchObject({ type: 'attempt.ended', reason: 'verification' });
    expect(bench.task(1).failures).toBe(1);
  });
});

describe('a budget', () => {
  test('of tokens stops the attempt that reaches it, over all attempts', () => {
    const bench = working({ budget: { money: null, tokens: 100, minutes: null } });
    bench.fail(1, { spent: spent(null, 60) });
    bench.pass(2000);
    bench.plan();
    bench.accept(1);
    const progress = { type: 'task.progress', ...bench.ref(1), percent: null, note: '' } as const;
    bench.run({ ...progress, spent: spent(null, 39) });
    const events = bench.run({ ...progress, spent: spent(null, 40) });
    expect(typesOf(events)).toEqual(['task.progressed', 'attempt.ended', 'agent.moved']);
    expect(events[1]).toMatchObject({ reason: 'budget', next: 'dead-letter' });
  });

  test('of money counts only its own currency, where it may go on unwatched', () => {
    const bench = working({
      budget: { money: { micros: 100, currency: 'EUR' }, tokens: null, minutes: null },
    });
    const { settings } = bench.state;
    bench.run({ type: 'settings.set', by: person(), settings: { ...settings, unknownCost: 'warn' } });
    const progress = { type: 'task.progress', ...bench.ref(1), percent: null, note: '' } as const;
    expect(typesOf(bench.run({ ...progress, spent: spent(5000, 0, 'USD') }))).toEqual(['task.progressed']);
    bench.fail(1, { spent: spent(5000, 0, 'USD') });
    bench.pass(2000);
    bench.plan();
    bench.accept(1);
    const events = bench.run({ ...progress, ...bench.ref(1), spent: spent(100, 0, 'EUR') });
    expect(events.find(({ type }) => type === 'attempt.ended')).toMatchObject({ reason: 'budget' });
  });

  test('used up by an attempt that ends anyway leaves no further try', () => {
    const bench = working({ budget: { money: null, tokens: 10, minutes: null } });
    expect(bench.fail(1, { spent: spent(null, 10) })[0]).toMatchObject({
      reason: 'budget',
      next: 'dead-letter',
    });
  });

  test('does not undo work that is done', () => {
    const bench = working({ budget: { money: null, tokens: 10, minutes: null } });
    const done = {
      type: 'task.complete',
      ...bench.ref(1),
      result: result(),
      transcript: noTranscript,
    } as const;
    expect(typesOf(bench.run({ ...done, spent: spent(null, 500) }))).toContain('task.completed');
  });

  test('of minutes counts work only, by the steady clock', () => {
    const bench = working({ budget: { money: null, tokens: null, minutes: 2 } });
    bench.at.wall += 3_600_000;
    bench.pass(119_000);
    expect(bench.sweep()).toEqual([]);
    bench.pass(1000);
    expect(bench.sweep()[0]).toMatchObject({ type: 'attempt.ended', reason: 'budget', next: 'dead-letter' });
  });

  test('of the hub holds for tasks that name none', () => {
    const bench = createFleetHarness({ defaultBudget: { money: null, tokens: 5, minutes: null } });
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    bench.accept(1);
    expect(bench.fail(1, { spent: spent(null, 5) })[0]).toMatchObject({ reason: 'budget' });
  });
});

describe('an agent that vanishes', () => {
  test('comes back in time to the task it holds', () => {
    const bench = working();
    const { taskId: id, generation } = bench.ref(1);
    bench.run({ type: 'agent.disconnect', agentId: agentId('a'), reason: 'closed' });
    expect(bench.agent('a').state).toBe('offline');
    bench.pass(4000);
    expect(bench.sweep()).toEqual([]);
    const holding = [{ taskId: id, generation }];
    expect(verdicts(bench.state, agentId('a'), holding)).toEqual([
      { taskId: id, generation, verdict: 'continue' },
    ]);
    bench.run({ type: 'agent.connect', agentId: agentId('a'), facts: facts(), holding });
    expect(bench.agent('a').state).toBe('working');
    bench.pass(60_000);
    expect(bench.sweep()).toEqual([]);
    expect(bench.task(1).reclaims).toBe(0);
  });

  test('loses it when it does not, and its late result is stale', () => {
    const bench = working();
    const ref = bench.ref(1);
    bench.run({ type: 'agent.disconnect', agentId: agentId('a'), reason: 'silent' });
    bench.pass(5000);
    expect(bench.sweep()[0]).toMatchObject({ reason: 'disconnected', next: 'queued' });
    expect(bench.task(1).reclaims).toBe(1);
    const held = { taskId: ref.taskId, generation: ref.generation };
    expect(verdicts(bench.state, ref.agentId, [held])[0]?.verdict).toBe('drop');
    bench.run({ type: 'agent.connect', agentId: agentId('a'), facts: facts(), holding: [held] });
    expect(bench.agent('a').state).toBe('idle');
  });

  test('loses it at once when it comes back without it', () => {
    const bench = working();
    bench.run({ type: 'agent.disconnect', agentId: agentId('a'), reason: 'closed' });
    const back = { type: 'agent.connect', agentId: agentId('a'), facts: facts(), holding: [] } as const;
    expect(typesOf(bench.run(back))).toEqual(['agent.connected', 'attempt.ended', 'agent.moved']);
    expect(bench.task(1).status).toBe('queued');
  });

  test('has accepted the offer it says it holds', () => {
    const bench = createFleetHarness();
    bench.addAgent('a');
    bench.submit(1);
    bench.plan();
    const { taskId: id, generation } = bench.ref(1);
    bench.run({
      type: 'agent.connect',
      agentId: agentId('a'),
      facts: facts(),
      holding: [{ taskId: id, generation }],
    });
    expect(bench.task(1).status).toBe('working');
    expect(bench.agent('a').state).toBe('working');
  });

  test('is not heard until it is back', () => {
    const bench = working();
    bench.run({ type: 'agent.disconnect', agentId: agentId('a'), reason: 'closed' });
    expect(bench.refusal({ type: 'task.unblock', ...bench.ref(1) })).toBe('agent.offline');
  });

  test('has longer when it was the hub that went away', () => {
    const bench = working();
    bench.run({ type: 'agent.disconnect', agentId: agentId('a'), reason: 'hub-restarted' });
    bench.pass(29_999);
    expect(bench.sweep()).toEqual([]);
    bench.pass(1);
    expect(bench.sweep()[0]).toMatchObject({ reason: 'disconnected' });
  });

  test('more often than is allowed makes its task a dead letter', () => {
    const bench = createFleetHarness({ maxReclaims: 1, returnSeconds: 0 });
    bench.addAgent('a');
    bench.addAgent('b');
    bench.submit(1);
    for (const next of ['queued', 'dead-letter']) {
      bench.plan();
      bench.accept(1);
      const { agentId: holder } = bench.ref(1);
      bench.run({ type: 'agent.disconnect', agentId: holder, reason: 'closed' });
      expect(bench.sweep()[0]).toMatchObject({ reason: 'disconnected', next });
    }
  });

  test('for good gives its task back and its tokens up', () => {
    const bench = working();
    bench.run({
      type: 'token.add',
      by: person(),
      tokenId: TokenId.parse('tk_1'),
      name: 'a',
      scope: 'agent',
      agentId: agentId('a'),
      sha256: '0'.repeat(64),
    });
    const events = bench.run({ type: 'agent.remove', by: person(), agentId: agentId('a') });
    expect(typesOf(events)).toEqual([
      'attempt.ended',
      'agent.disconnected',
      'agent.moved',
      'token.revoked',
      'agent.removed',
    ]);
    expect(bench.task(1)).toMatchObject({ status: 'queued', failures: 0, reclaims: 0 });
  });
});
