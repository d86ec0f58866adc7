import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEvent } from '../../core/domain/fleet/apply-event.ts';
import type { AttemptRef, FleetCommand } from '../../core/domain/fleet/commands.ts';
import { decide } from '../../core/domain/fleet/decide.ts';
import { FleetEvent } from '../../core/domain/fleet/events.ts';
import { budgetOf, budgetReached } from '../../core/domain/fleet/money/spending.ts';
import { nextDue } from '../../core/domain/fleet/schedule/due-times.ts';
import { plan } from '../../core/domain/fleet/schedule/plan.ts';
import { whyWaiting } from '../../core/domain/fleet/schedule/why-waiting.ts';
import { sweep } from '../../core/domain/fleet/sweep.ts';
import { ItemId, TokenId, TrackerId } from '../../core/kernel/ids.ts';
import { emptyState } from '../support/fleet/empty-state.ts';
import {
  agentId,
  createFleetHarness,
  endpointId,
  facts,
  noTranscript,
  person,
  repositoryId,
  result,
  shellSpec,
  spent,
  taskId,
} from '../support/fleet/fleet-harness.ts';
import { plainState } from '../support/fleet/fleet-plain.ts';
import { createFleetWatch } from '../support/fleet/fleet-watch.ts';
import { createSettlementJudge } from '../support/fleet/settlement-judge.ts';
import { capabilities, offers, type Step, step } from './fleet-steps.ts';

function play(steps: readonly Step[]) {
  const bench = createFleetHarness({ maxReclaims: 2 });
  const watch = createFleetWatch();
  const judge = createSettlementJudge();
  const refs: AttemptRef[] = [];
  let submitted = 0;

  const take = (events: readonly FleetEvent[]): void => {
    for (const event of events) {
      FleetEvent.parse(event);
      watch.look(event, bench.state, bench.at);
      judge.look(event);
      if (event.type === 'task.assigned')
        refs.push({ agentId: event.agentId, taskId: event.taskId, generation: event.generation });
      if (event.type === 'task.assigned') judge.assigned(event.agentId, event.taskId, event.generation);
      bench.apply([event]);
    }
  };
  const attempt = (command: FleetCommand): boolean => {
    const before = JSON.stringify(plainState(bench.state));
    const decided = decide(bench.state, command, bench.at);
    expect(JSON.stringify(plainState(bench.state))).toBe(before);
    if (decided.ok) take(decided.value);
    // As its agent is answered.
    const { type } = command;
    if (decided.ok && (type === 'task.complete' || type === 'task.fail'))
      judge.settled(command.agentId, command.taskId, command.generation, ENDINGS[type]);
    return decided.ok;
  };
  const settle = (): void => {
    take(sweep(bench.state, bench.at));
    expect(sweep(bench.state, bench.at)).toEqual([]);
    const wanted = [...bench.state.tasks.values()].filter(
      (task) => whyWaiting(bench.state, task, bench.at)[0]?.code === 'next',
    );
    const planned = plan(bench.state, bench.at);
    // Who could be taken now is why something is planned, and nothing else is.
    expect(planned.length > 0).toBe(wanted.length > 0);
    const given = planned.flatMap((event) => (event.type === 'task.assigned' ? [event.taskId] : []));
    expect(wanted.map(({ id }) => id)).toEqual(expect.arrayContaining(given));
    take(planned);
    expect(plan(bench.state, bench.at)).toEqual([]);
    for (const task of bench.state.tasks.values()) {
      const reasons = whyWaiting(bench.state, task, bench.at);
      expect(reasons.length > 0 || task.status !== 'queued').toBe(true);
      expect(reasons.map(({ code }) => code)).not.toContain('next');
      const worked = budgetOf(task, bench.state.settings);
      expect(budgetReached(worked, [task.spentBefore, task.spentNow], 0, 'stop')).toBeNull();
    }
    const due = nextDue(bench.state, bench.at);
    expect(due ?? Infinity).toBeGreaterThan(bench.at.steady);
    watch.rest(bench.state);
  };
  const holding = (n: number, off: number) => {
    const agent = bench.state.agents.get(agentId(n));
    return agent === undefined || agent.taskId === null || agent.generation === null
      ? []
      : [{ taskId: agent.taskId, generation: Math.max(1, agent.generation - off) }];
  };
  const say = (one: Extract<Step, { do: 'say' }>): void => {
    const speaking = [...bench.state.agents.values()].filter((one) => one.connected && one.taskId !== null);
    const agent = speaking[one.who % Math.max(1, speaking.length)];
    if (agent === undefined || agent.taskId === null || agent.generation === null) return;
    const ref = { agentId: agent.id, taskId: agent.taskId, generation: agent.generation };
    attempt(message(ref, one));
  };

  const join = (one: Pick<Extract<Step, { do: 'join' }>, 'who' | 'offer' | 'can'>): void => {
    const id = agentId(one.who);
    const name = `agent ${one.who}`;
    attempt({ type: 'agent.add', by: person(), agentId: id, name, actorId: null, sample: one.who >= 3 });
    const given = facts({ executors: offers[one.offer] ?? [], capabilities: capabilities[one.can] ?? [] });
    attempt({ type: 'agent.connect', agentId: id, facts: given, holding: holding(one.who, 0) });
  };

  for (const n of [0, 1, 2]) join({ who: n, offer: n, can: 2 });
  attempt({ type: 'endpoint.add', by: person(), endpointId: endpointId(0), spec: ollama });
  for (const n of [0, 1])
    attempt({
      type: 'repository.add',
      by: person(),
      repositoryId: repositoryId(n),
      name: `repository ${n}`,
      url: `file:///r${n}`,
    });
  for (const one of steps) {
    switch (one.do) {
      case 'join':
        join(one);
        break;
      case 'submit': {
        const id = taskId(submitted);
        const spec = shellSpec({
          work: one.isPrompt ? { kind: 'prompt' } : { kind: 'shell', command: 'true' },
          capabilities: capabilities[one.can] ?? [],
          lane: one.lane,
          retries: one.retries,
          dependsOn: one.dependsOn === null ? [] : [taskId(one.dependsOn % (submitted + 1))],
          agentId: one.named === null ? null : agentId(one.named),
          deadline: one.deadline === null ? null : bench.at.wall + one.deadline,
          budget: one.budget === null ? null : { money: null, tokens: one.budget, minutes: one.budget },
          repositoryId: one.repository === null ? null : repositoryId(one.repository),
          link: one.isLinked ? link : null,
          verification: one.isChecked ? [{ type: 'git_clean' }] : [],
        });
        const status = (at: typeof id) =>
          bench.state.tasks.get(at)?.status ?? bench.finals.get(at)?.status ?? null;
        const dependencies = new Map(spec.dependsOn.map((at) => [at, status(at)]));
        const taken = attempt({
          type: 'task.submit',
          by: person(one.by),
          taskId: id,
          clientKey: null,
          spec,
          sample: one.isSample,
          dependencies,
        });
        if (taken) submitted += 1;
        break;
      }
      case 'say':
        say(one);
        break;
      case 'late': {
        const ref = refs[one.ref % Math.max(1, refs.length)];
        if (ref === undefined) break;
        const from = one.as === null ? ref.agentId : agentId(one.as);
        const task = bench.state.tasks.get(ref.taskId);
        const isStale = task === undefined || task.agentId !== from || task.generation !== ref.generation;
        const late = { do: 'say', who: 0, what: 'complete', used: 1, isRetryable: true } as const;
        const taken = attempt(message({ ...ref, agentId: from }, late));
        if (isStale && taken) throw new Error(`a stale message was heard: ${JSON.stringify(ref)}`);
        break;
      }
      case 'crash':
        attempt({ type: 'agent.disconnect', agentId: agentId(one.who), reason: 'closed' });
        break;
      case 'return': {
        const held = one.keeps ? holding(one.who, one.off) : [];
        const known = bench.state.agents.get(agentId(one.who))?.facts ?? facts();
        attempt({ type: 'agent.connect', agentId: agentId(one.who), facts: known, holding: held });
        break;
      }
      case 'remove':
        attempt({ type: 'agent.remove', by: person(), agentId: agentId(one.who) });
        break;
      case 'cancel': {
        const found = bench.finals.get(taskId(one.which))?.status ?? null;
        attempt({ type: 'task.cancel', by: person(), taskId: taskId(one.which), status: found });
        break;
      }
      case 'requeue': {
        const final = bench.finals.get(taskId(one.which)) ?? null;
        const found = final?.status === 'dead-letter' ? final.last : null;
        const status = final?.status ?? null;
        attempt({ type: 'task.requeue', by: person(), taskId: taskId(one.which), found, status });
        break;
      }
      case 'rank': {
        const before = one.before === null ? null : taskId(one.before);
        attempt({ type: 'task.rank', by: person(), taskId: taskId(one.which), lane: one.lane, before });
        break;
      }
      case 'pause':
        attempt({
          type: 'repository.pause',
          by: person(),
          repositoryId: repositoryId(one.which),
          paused: one.on,
        });
        break;
      case 'settle': {
        const ids = [...bench.state.proposals.keys()];
        const proposalId = ids[one.which % Math.max(1, ids.length)];
        if (proposalId === undefined) break;
        attempt({ type: 'proposal.settle', by: person(), proposalId, answer: 'dismissed' });
        break;
      }
      case 'token': {
        const tokenId = TokenId.parse(`tk_${one.which}`);
        const limits = { light: 1 + one.which, normal: 1, heavy: 1 };
        const sha256 = String(one.which).padStart(64, '0');
        const name = `tool ${one.which}`;
        if (one.isNew) {
          const given = { tokenId, name, scope: 'submit' as const, agentId: null, sha256 };
          attempt({ type: 'token.add', by: person(), ...given });
          attempt({ type: 'limits.set', by: person(), client: tokenId, limits });
        } else attempt({ type: 'token.revoke', by: person(), tokenId });
        break;
      }
      case 'settings': {
        const { do: _, ...named } = one;
        const settings = { ...bench.state.settings, ...named };
        attempt({ type: 'settings.set', by: person(), settings });
        break;
      }
      case 'sample':
        attempt({ type: 'sample.remove', by: person() });
        break;
      case 'endpoint':
        attempt({
          type: 'endpoint.check',
          endpointId: endpointId(0),
          health: one.isHealthy ? 'healthy' : 'unhealthy',
          models: one.isHealthy ? ['small'] : [],
          note: '',
        });
        break;
      case 'wait':
        bench.pass(one.ms);
        bench.at.wall += one.jump ?? 0;
        break;
      case 'restart':
        restart(bench);
        for (const agent of bench.state.agents.values())
          attempt({ type: 'agent.disconnect', agentId: agent.id, reason: 'hub-restarted' });
        break;
      default:
    }
    settle();
  }
  expect(watch.count()).toBe(submitted);
  expect(judge.problems()).toEqual([]);
  return { bench, counts: judge.counts() };
}

const ENDINGS = { 'task.complete': 'complete', 'task.fail': 'fail' } as const;

const link = {
  trackerId: TrackerId.parse('tr_1'),
  itemId: ItemId.parse('it_1'),
  statusWhenDone: 'done',
};

const ollama = {
  name: 'cellar',
  kind: 'ollama' as const,
  url: 'http://localhost:11434',
  tiers: ['trivial' as const, 'standard' as const],
  models: [],
  host: null,
};

function message(ref: AttemptRef, one: Extract<Step, { do: 'say' }>): FleetCommand {
  const used = spent(null, one.used);
  switch (one.what) {
    case 'accept':
      return { type: 'task.accept', ...ref };
    case 'decline':
      return { type: 'task.decline', ...ref, reason: 'busy with something else' };
    case 'progress':
      return { type: 'task.progress', ...ref, percent: one.used, note: 'on it', spent: used };
    case 'block':
      return { type: 'task.block', ...ref, reason: 'asks a question' };
    case 'unblock':
      return { type: 'task.unblock', ...ref };
    case 'complete':
      return {
        type: 'task.complete',
        ...ref,
        result: result(one.isRetryable),
        spent: used,
        transcript: noTranscript,
      };
    case 'fail':
      return {
        type: 'task.fail',
        ...ref,
        reason: 'failed',
        error: 'exit code 1',
        retryable: one.isRetryable,
        spent: used,
        transcript: noTranscript,
      };
    case 'verify': {
      const status = one.isRetryable ? 'pass' : 'fail';
      const report = { run: 1 + one.used, status, startedAt: 0, durationMs: 1, checks: [] } as const;
      return { type: 'task.verified', ...ref, report: { ...report, checks: [] } };
    }
    default:
      throw new Error('nothing to say');
  }
}

/** The hub comes back with what its events say, on a steady clock that restarted. */
function restart(bench: ReturnType<typeof createFleetHarness>): void {
  bench.at.steady = 50;
  const again = emptyState({ ...bench.state.settings });
  for (const event of bench.log) applyEvent(again, event, bench.at);
  expect(plainState(again)).toEqual(plainState(bench.state));
  bench.replace(again);
}

test('whatever agents, people and clocks do, no task is lost, done twice, held twice, settled twice in a generation or tried without end', () => {
  let settledInSeveral = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 150, size: 'max' }), (steps) => {
      const { bench, counts } = play(steps);
      settledInSeveral += counts.settledInSeveral;
      restart(bench);
    }),
    { numRuns: 100 },
  );
  // Retries and requeued dead letters: what a count of tasks alone would take for work that was settled twice.
  expect(settledInSeveral).toBeGreaterThan(0);
});
