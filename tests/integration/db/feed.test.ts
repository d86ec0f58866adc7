import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { hubSource } from '../../../core/domain/fleet/hub-source.ts';
import { HubId } from '../../../core/kernel/ids.ts';
import { ok } from '../../../core/kernel/result.ts';
import type { Commit } from '../../../db/feed/commit.ts';
import { fleetEventsOf } from '../../../db/feed/fleet-events-of.ts';
import type { FeedStep, Follower } from '../../../db/feed/follow-from.ts';
import { eventsAfter } from '../../../db/tables/event.ts';
import { opsAfter } from '../../../db/tables/op.ts';
import { ingestFleetEvents } from '../../../db/usecases/fleet/fleet-events.ts';
import { setLayout } from '../../../db/usecases/layout.ts';
import { setSettings } from '../../../db/usecases/settings.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { fleetHistory } from '../../support/fleet/fleet-history.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan } from './plan.ts';

const history = fleetHistory({ seed: 3, agents: 3, tasks: 120, progress: 2 });

const hubA = HubId.parse('hu_a');
const sourceA = hubSource(hubA);

function report(db: WorkspaceDb, events: readonly FleetEvent[]): void {
  const named = events.map((event) => ({ sourceId: String(history.indexOf(event)), event }));
  must(ingestFleetEvents(db, hubA, named, 'normal'));
}

const seqsOf = ({ ops, events }: Pick<Commit, 'ops' | 'events'>): number[] =>
  [...ops, ...events].map(({ seq }) => seq).toSorted((a, b) => a - b);

const everySeq = (db: WorkspaceDb): number[] =>
  seqsOf({ ops: opsAfter(db.read, 0, 1e9, 1e9), events: eventsAfter(db.read, 0, 1e9, 1e9) });

describe('after each commit', () => {
  test('a listener is told the rows of both logs, the seqs they lie between and what was touched', () => {
    const ws = testWorkspace();
    const commits: Commit[] = [];
    ws.db.feed.subscribe((commit) => commits.push(commit));
    const before = ws.db.clockState.seq;
    must(setSettings(ws.db, ws.actorId, { logEdits: true }));
    const trackerId = addPlan(ws);
    must(setLayout(ws.db, 'table', 'wide'));
    expect(commits).toMatchObject([
      { after: before, upTo: before + 1, origin: 'live', ops: [{ kind: 'settings' }], events: [] },
      {
        after: before + 1,
        ops: [{ kind: 'root' }, { kind: 'tracker', entityId: trackerId }],
        events: [{ kind: 'tracker.observed' }, { kind: 'tracker.revision' }],
      },
      { after: commits[1]?.upTo, upTo: commits[1]?.upTo, ops: [], events: [] },
    ]);
    expect(commits.map(({ changes }) => [...changes.areas].includes('settings'))).toEqual([
      true,
      false,
      false,
    ]);
    expect(commits.flatMap(seqsOf)).toEqual(everySeq(ws.db).filter((seq) => seq > before));
  });

  test('nothing is told inside the transaction, of one that failed, or of an event delivered again', () => {
    const ws = testWorkspace();
    const told: number[][] = [];
    ws.db.feed.subscribe((commit) => told.push(seqsOf(commit)));
    must(
      ws.db.write('normal', () => {
        expect(told).toEqual([]);
        return ok(null);
      }),
    );
    expect(() =>
      ws.db.write('normal', () => {
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    expect(told).toEqual([[]]);
    report(ws.db, history.slice(0, 3));
    report(ws.db, history.slice(1, 4));
    expect(told.map((seqs) => seqs.length)).toEqual([0, 3, 1]);
  });

  test('all listeners hear the same order, also when one of them writes', () => {
    const ws = testWorkspace();
    const first: number[] = [];
    const second: number[] = [];
    ws.db.feed.subscribe(({ upTo }) => {
      first.push(upTo);
      if (first.length === 1) must(setSettings(ws.db, ws.actorId, { density: 'compact' }));
    });
    ws.db.feed.subscribe(({ upTo }) => second.push(upTo));
    must(setSettings(ws.db, ws.actorId, { logEdits: true }));
    expect(first).toHaveLength(2);
    expect(second).toEqual(first);
  });

  test('one that fails is reported, and the others are told all the same', () => {
    const failures: unknown[] = [];
    const ws = testWorkspace({ onFeedError: (error) => failures.push(error) });
    const told: number[] = [];
    ws.db.feed.subscribe(() => {
      throw new Error('a listener with a bug');
    });
    const stop = ws.db.feed.subscribe(({ upTo }) => told.push(upTo));
    must(setSettings(ws.db, ws.actorId, { logEdits: true }));
    stop();
    must(setSettings(ws.db, ws.actorId, { theme: 'light' }));
    expect(told).toHaveLength(1);
    expect(failures).toHaveLength(2);
  });

  test('what was received from elsewhere says so', () => {
    const ws = testWorkspace();
    const origins: string[] = [];
    ws.db.feed.subscribe(({ origin }) => origins.push(origin));
    must(ws.db.write('full', () => ok(null), 'received'));
    must(ws.db.write('full', () => ok(null)));
    expect(origins).toEqual(['received', 'live']);
  });
});

test('a fleet event is read once, as its writer had it, and only of the hub that is asked for', async () => {
  const ws = testWorkspace();
  const [event] = history;
  if (event === undefined) throw new Error('no history');
  const live: (readonly FleetEvent[])[] = [];
  ws.db.feed.subscribe((commit) => live.push(fleetEventsOf(commit, sourceA), fleetEventsOf(commit, 'hub:b')));
  report(ws.db, [event]);
  expect(live[0]?.[0]).toBe(event);
  expect(live[1]).toEqual([]);
  const replayed: FleetEvent[] = [];
  const following = ws.db.feed.from(0, (step) => {
    if (step.kind !== 'replayed') return;
    const once = fleetEventsOf(step, sourceA);
    const again = fleetEventsOf(step, sourceA);
    for (const [at, one] of once.entries()) expect(one).toBe(again[at]);
    replayed.push(...once);
  });
  await following.settled();
  expect(replayed).toEqual([event]);
});

describe('from a seq on', () => {
  const collect = (): { readonly steps: FeedStep[]; readonly follower: Follower } => {
    const steps: FeedStep[] = [];
    return { steps, follower: (step) => void steps.push(step) };
  };
  const rowsOf = (steps: readonly FeedStep[]): number[] =>
    steps.flatMap((step) => (step.kind === 'replayed' || step.kind === 'committed' ? seqsOf(step) : []));

  test('what was committed before is replayed in bounded steps, then the present is told of as it comes', async () => {
    const ws = testWorkspace();
    report(ws.db, history);
    const { steps, follower } = collect();
    const following = ws.db.feed.from(0, follower);
    await following.settled();
    expect(steps.length).toBeGreaterThan(2);
    expect(steps.at(-1)).toEqual({ kind: 'caught-up', upTo: ws.db.clockState.seq });
    expect(new Set(steps.slice(0, -1).map(({ kind }) => kind))).toEqual(new Set(['replayed']));
    must(setSettings(ws.db, ws.actorId, { logEdits: true }));
    await following.settled();
    expect(steps.at(-1)).toMatchObject({ kind: 'committed', origin: 'live', ops: [{ kind: 'settings' }] });
    expect(rowsOf(steps)).toEqual(everySeq(ws.db));
    expect(following.position).toBe(ws.db.clockState.seq);
  });

  test('a start where nothing is to be caught up says so at once', async () => {
    const ws = testWorkspace();
    const { steps, follower } = collect();
    await ws.db.feed.from(ws.db.clockState.seq, follower).settled();
    expect(steps).toEqual([{ kind: 'caught-up', upTo: ws.db.clockState.seq }]);
  });

  test('a position of another log, beyond the end of this one, is taken as its end', async () => {
    const ws = testWorkspace();
    const { steps, follower } = collect();
    const following = ws.db.feed.from(1_000_000, follower);
    must(setSettings(ws.db, ws.actorId, { logEdits: true }));
    await following.settled();
    expect(steps.map(({ kind }) => kind)).toEqual(['caught-up', 'committed']);
  });

  test('a follower that is too slow is told what it missed from, and reads that from the logs', async () => {
    const ws = testWorkspace();
    const steps: FeedStep[] = [];
    let release: () => void = () => undefined;
    const busy = new Promise<void>((resolve) => {
      release = resolve;
    });
    const following = ws.db.feed.from(ws.db.clockState.seq, async (step) => {
      steps.push(step);
      if (step.kind === 'committed' && steps.length === 2) await busy;
    });
    await Promise.resolve();
    const start = ws.db.clockState.seq;
    for (let day = 1; day <= 300; day += 1) {
      must(setSettings(ws.db, ws.actorId, { staleAfterDays: day }));
      if (day === 1) await new Promise((resolve) => setImmediate(resolve));
    }
    release();
    await following.settled();
    expect(steps.slice(0, 3).map(({ kind }) => kind)).toEqual(['caught-up', 'committed', 'missed']);
    expect(steps[2]).toEqual({ kind: 'missed', after: start + 1 });
    expect(steps.slice(3).some(({ kind }) => kind === 'replayed')).toBe(true);
    expect(rowsOf(steps)).toEqual(everySeq(ws.db).filter((seq) => seq > start));
  });

  test('a stopped one is told nothing more, and one that fails at a step goes on with the next', async () => {
    const failures: unknown[] = [];
    const ws = testWorkspace({ onFeedError: (error) => failures.push(error) });
    const { steps, follower } = collect();
    const failing = ws.db.feed.from(0, (step) => {
      void follower(step);
      throw new Error('a follower with a bug');
    });
    await failing.settled();
    expect(steps.map(({ kind }) => kind)).toEqual(['replayed', 'caught-up']);
    expect(failures).toHaveLength(2);
    failing.stop();
    await failing.ended;
    must(setSettings(ws.db, ws.actorId, { logEdits: true }));
    await failing.settled();
    expect(steps).toHaveLength(2);
  });

  test('whatever is written while it reads, however slow it is and wherever it goes on after a restart: each row once, in order', async () => {
    const move = fc.record({
      write: fc.constantFrom('op', 'events', 'beside', 'many'),
      /** Lets the follower go on between two writes. */
      turns: fc.integer({ min: 0, max: 3 }),
      restart: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 12 }), async (moves) => {
        const ws = testWorkspace();
        const heard: number[] = [];
        let reported = 0;
        const follower: Follower = async (step) => {
          await Promise.resolve();
          if (step.kind !== 'replayed' && step.kind !== 'committed') return;
          expect(seqsOf(step).every((seq) => seq > step.after && seq <= step.upTo)).toBe(true);
          heard.push(...seqsOf(step));
        };
        let following = ws.db.feed.from(0, follower);
        for (const { write, turns, restart } of moves) {
          writeSome(ws, write, reported);
          if (write === 'events') reported += 40;
          for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
          if (!restart) continue;
          following.stop();
          await following.ended;
          following = ws.db.feed.from(following.position, follower);
        }
        await following.settled();
        following.stop();
        expect(heard).toEqual(everySeq(ws.db));
      }),
      { numRuns: 15 },
    );
  });
});

function writeSome(ws: TestWorkspace, what: 'op' | 'events' | 'beside' | 'many', reported: number): void {
  if (what === 'op') must(setSettings(ws.db, ws.actorId, { staleAfterDays: 1 + (reported % 90) }));
  // Half of them were reported before.
  if (what === 'events') report(ws.db, history.slice(Math.max(0, reported - 40), reported + 40));
  if (what === 'beside') must(setLayout(ws.db, 'table', String(reported)));
  if (what === 'many')
    for (let day = 1; day <= 300; day += 1) must(setLayout(ws.db, 'table', `${reported} ${day}`));
}
