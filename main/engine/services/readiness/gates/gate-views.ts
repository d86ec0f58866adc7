import { compareRuns } from '../../../../../core/domain/readiness/gate/compare-runs.ts';
import { nextSteps } from '../../../../../core/domain/readiness/gate/next-steps.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { Refusal } from '../../../../../db/failures.ts';
import { shownItemOf } from '../../../../../db/readers/readiness/evidence-list.ts';
import { findRun, listGates, listRuns } from '../../../../../db/readers/readiness/gates/gate-list.ts';
import type { Service, ViewHandler } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { type GateStandings, STANDING_TOPICS } from './kept-standings.ts';
import { gateKnown, gatesKnown } from './known-gates.ts';
import { noRun } from './no-run.ts';

/** Runs shown beside a gate. */
const RUNS_SHOWN = 20;

export function gatesView(deps: EngineDeps, standings: GateStandings): ViewHandler<'gates.list'> {
  return {
    topics: () => ['gates', ...STANDING_TOPICS],
    read: async () => {
      const standing = await standings.now();
      const known = await gatesKnown(deps);
      if (!known.ok) throw new Refusal(known.error);
      return { rows: listGates(deps.db.read, known.value, deps.clock.now(), standing), extra: {} };
    },
  };
}

export function gateRunsView({ db, clock }: EngineDeps): ViewHandler<'gates.runs'> {
  return {
    topics: () => ['gates', 'actors'],
    read: ({ gateId }) => ({ rows: listRuns(db.read, gateId, clock.now()), extra: {} }),
  };
}

export const showGate: Service<EngineDeps, 'gates.show'> = async (deps, { gateId }, { signal }) => {
  const { db, clock } = deps;
  const gate = await gateKnown(deps, gateId, signal);
  if (!gate.ok) return gate;
  if (gate.value === null) return fail('gate.not-found', `There is no gate ${gateId}.`, { gateId });
  const { text, document, problems } = gate.value;
  const runs = listRuns(db.read, gateId, clock.now(), RUNS_SHOWN);
  return ok({ text, document, problems: [...problems], runs });
};

export const versions: Service<EngineDeps, 'gates.versions'> = ({ heavyReads }, { gateId }, { signal }) =>
  heavyReads.run('gateVersions', { id: gateId }, signal);

export const tracedItems: Service<EngineDeps, 'gates.items'> = ({ db }, { itemIds }) =>
  ok(itemIds.map((itemId) => shownItemOf(db.read, itemId)));

export const report: Service<EngineDeps, 'gates.report'> = async (deps, { runId }, { signal }) => {
  const run = findRun(deps.db.read, runId);
  if (run === null) return noRun(runId);
  const { row, record } = run;
  const known = await gateKnown(deps, row.gateId, signal);
  if (!known.ok) return known;
  const steps = nextSteps(record.report, { mediumAllowed: known.value?.document?.mediumAllowed ?? 0 });
  return ok({ row, report: record.report, nextSteps: steps });
};

export const compare: Service<EngineDeps, 'gates.compare'> = ({ db }, { before, after }) => {
  const earlier = findRun(db.read, before);
  if (earlier === null) return noRun(before);
  const later = findRun(db.read, after);
  if (later === null) return noRun(after);
  if (earlier.row.gateId !== later.row.gateId) {
    return fail(
      'gate.other-gate',
      `These are runs of two gates, ${earlier.row.gateId} and ${later.row.gateId}; compare two of the same.`,
      { before, after },
    );
  }
  const comparison = compareRuns(earlier.record.report, later.record.report);
  return ok({ before: earlier.row, after: later.row, comparison });
};

export const readOutside: Service<EngineDeps, 'gates.readOutside'> = async (
  { heavyReads, clock },
  { text },
  { signal },
) => {
  const read = await heavyReads.run('outsideDocument', { text, now: clock.now() }, signal);
  return read.ok ? read.value : read;
};
