import { compareRuns } from '../../../../../core/domain/readiness/gate/compare-runs.ts';
import { nextSteps } from '../../../../../core/domain/readiness/gate/next-steps.ts';
import { readOutside as readOutsideDocument } from '../../../../../core/domain/readiness/gate/read-outside.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { documentVersions } from '../../../../../db/readers/readiness/document-versions.ts';
import { shownItemOf } from '../../../../../db/readers/readiness/evidence-list.ts';
import { gateVersionIn, knownGates } from '../../../../../db/readers/readiness/gates/gate-documents.ts';
import { findRun, listGates, listRuns } from '../../../../../db/readers/readiness/gates/gate-list.ts';
import type { Service, ViewHandler } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { type GateStandings, STANDING_TOPICS } from './kept-standings.ts';
import { noRun } from './no-run.ts';

/** Runs shown beside a gate. */
const RUNS_SHOWN = 20;

export function gatesView(deps: EngineDeps, standings: GateStandings): ViewHandler<'gates.list'> {
  return {
    topics: () => ['gates', ...STANDING_TOPICS],
    read: async () => {
      const known = await standings.now();
      return { rows: listGates(deps.db.read, deps.clock.now(), known), extra: {} };
    },
  };
}

export function gateRunsView({ db, clock }: EngineDeps): ViewHandler<'gates.runs'> {
  return {
    topics: () => ['gates', 'actors'],
    read: ({ gateId }) => ({ rows: listRuns(db.read, gateId, clock.now()), extra: {} }),
  };
}

export const showGate: Service<EngineDeps, 'gates.show'> = ({ db, clock }, { gateId }) => {
  const gate = knownGates(db.read).find(({ id }) => id === gateId);
  if (gate === undefined) return fail('gate.not-found', `There is no gate ${gateId}.`, { gateId });
  const { text, document, problems } = gate;
  const runs = listRuns(db.read, gateId, clock.now(), RUNS_SHOWN);
  return ok({ text, document, problems: [...problems], runs });
};

export const versions: Service<EngineDeps, 'gates.versions'> = ({ db }, { gateId }) =>
  ok(documentVersions(db.read, 'gate', gateId, gateVersionIn));

export const tracedItems: Service<EngineDeps, 'gates.items'> = ({ db }, { itemIds }) =>
  ok(itemIds.map((itemId) => shownItemOf(db.read, itemId)));

export const report: Service<EngineDeps, 'gates.report'> = ({ db }, { runId }) => {
  const run = findRun(db.read, runId);
  if (run === null) return noRun(runId);
  const { row, record } = run;
  const { document } = knownGates(db.read).find(({ id }) => id === row.gateId) ?? { document: null };
  const steps = nextSteps(record.report, { mediumAllowed: document?.mediumAllowed ?? 0 });
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

export const readOutside: Service<EngineDeps, 'gates.readOutside'> = ({ clock }, { text }) =>
  readOutsideDocument(text, clock.now());
