import type { TaskFilter } from '../../core/domain/fleet/rows/task-filter.ts';
import type { EvidenceFilter } from '../../core/domain/readiness/evidence-row.ts';
import { readOutside } from '../../core/domain/readiness/gate/read-outside.ts';
import type { SloFilter } from '../../core/domain/readiness/slo/slo-rows.ts';
import type { HubId, TrackerId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { namesOfRoots } from '../records/root.ts';
import { dateMoves, dueDays, ownerLoad, stateDays } from './charts.ts';
import { costsBy, type Day } from './fleet/costs.ts';
import { metricSeries, type SeriesInput } from './fleet/metrics.ts';
import { type TaskWindow, taskList } from './fleet/task-list.ts';
import { integrityProblems } from './health/integrity.ts';
import { type LogGaps, logGaps, unappliedRevisions } from './health/log-gaps.ts';
import { lostTexts, type TextsBounds } from './health/lost-texts.ts';
import { itemRowsOf } from './items/item-rows.ts';
import { type BoardInput, readinessBoard } from './readiness/board.ts';
import { runFacts } from './readiness/bundles/run-facts.ts';
import { documentVersions } from './readiness/document-versions.ts';
import { listEvidenceItems } from './readiness/evidence-items.ts';
import { listEvidence } from './readiness/evidence-list.ts';
import { gateVersionIn, knownGates } from './readiness/gates/gate-documents.ts';
import { type JudgeInput, judgeAllGates, judgeGate } from './readiness/gates/judge-gates.ts';
import { gateReading } from './readiness/kept-readings.ts';
import { knownSloPolicies, readSloText, sloVersionIn } from './readiness/slo/slo-policies.ts';
import { listSloStandings } from './readiness/slo/slo-standings.ts';
import { search } from './search/search.ts';

/** Reads heavy enough to leave the writer's thread: search, roll-ups and exports over everything. */
export const readerJobs = {
  search: (read: Reader, input: { readonly text: string; readonly limit: number }) =>
    search(read, input.text, input.limit),
  stateDays: (read: Reader, input: Scope) => stateDays(read, input.trackerId),
  dateMoves: (read: Reader, input: Scope) => dateMoves(read, input.trackerId),
  dueDays: (read: Reader, input: Scope) => dueDays(read, input.trackerId),
  ownerLoad: (read: Reader, input: Scope & { readonly today: string }) =>
    ownerLoad(read, input.trackerId, input.today),
  itemRows: (read: Reader, input: { readonly trackerId: TrackerId }) => itemRowsOf(read, input.trackerId),
  taskList: (read: Reader, input: { readonly filter: TaskFilter; readonly window: TaskWindow }) =>
    taskList(read, input.filter, input.window),
  costsBy: (
    read: Reader,
    input: {
      readonly by: 'agent' | 'task' | 'model' | 'item' | 'day';
      readonly hubId: HubId | null;
      readonly days: readonly Day[];
    },
  ) => costsBy(read, input),
  metricSeries: (read: Reader, input: SeriesInput & { readonly hubN: number }) =>
    metricSeries(read, input.hubN, input),
  evidenceList: (read: Reader, input: EvidenceInput) => listEvidence(read, input.filter, input.now),
  evidenceItems: (read: Reader, input: EvidenceInput) => listEvidenceItems(read, input.filter, input.now),
  readinessBoard: (read: Reader, input: BoardInput) => readinessBoard(read, input),
  texts: (read: Reader, input: TextsBounds) => lostTexts(read, input),
  logGaps: (read: Reader, input: { readonly newest: number }): LogGaps => {
    const gaps = logGaps(read, input.newest);
    return gaps.first === null ? unappliedRevisions(read, read, input.newest) : gaps;
  },
  judgeGate: (read: Reader, input: JudgeInput) => judgeGate(read, input),
  judgeAllGates: (read: Reader, input: { readonly now: number }) => judgeAllGates(read, input.now),
  knownGates: (read: Reader) => knownGates(read),
  gateText: (_read: Reader, input: { readonly text: string }) => gateReading(input.text),
  gateVersions: (read: Reader, input: { readonly id: string }) =>
    documentVersions(read, 'gate', input.id, gateVersionIn),
  outsideDocument: (_read: Reader, input: { readonly text: string; readonly now: number }) =>
    readOutside(input.text, input.now),
  sloPolicies: (read: Reader, input: { readonly policy: string | null }) =>
    knownSloPolicies(read, input.policy),
  sloText: (read: Reader, input: { readonly text: string }) => readSloText(input.text, namesOfRoots(read)),
  sloVersions: (read: Reader, input: { readonly id: string }) =>
    documentVersions(read, 'slo-policy', input.id, sloVersionIn),
  runFacts: (read: Reader, input: { readonly runId: string }) => runFacts(read, input.runId),
  sloStandings: (read: Reader, input: { readonly filter: SloFilter; readonly now: number }) =>
    listSloStandings(read, input.filter, input.now),
  integrity: (_read: Reader, input: { readonly file: string }) => integrityProblems(input.file),
} as const;

interface EvidenceInput {
  readonly filter: EvidenceFilter;
  readonly now: number;
}

interface Scope {
  readonly trackerId: TrackerId | null;
}

export type JobName = keyof typeof readerJobs;
export type JobInput<Name extends JobName> = Parameters<(typeof readerJobs)[Name]>[1];
export type JobOutput<Name extends JobName> = ReturnType<(typeof readerJobs)[Name]>;
