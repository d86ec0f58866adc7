import { whyNot } from '../../../../core/domain/readiness/gate/apply-exceptions.ts';
import { gateVersion } from '../../../../core/domain/readiness/gate/evaluate-gate.ts';
import type { ExceptionRow, GateRow, GateRunRow } from '../../../../core/domain/readiness/gate/gate-row.ts';
import type { GateJudgement, GateRunRecord } from '../../../../core/domain/readiness/gate/report.ts';
import { gateSource } from '../../../../core/domain/sync/gate-events.ts';
import { MAX_DRIFT_MS } from '../../../../core/kernel/hlc.ts';
import type { Reader } from '../../../handle.ts';
import { gateRunJson } from '../../../json-columns.ts';
import {
  type GateRunEntry,
  isAgent,
  isOwnException,
  readExceptions,
  readGateRun,
  readGateRuns,
  readNewestRuns,
} from '../../../records/readiness/gate.ts';
import { shownItemOf } from '../evidence-list.ts';
import { readReviewers } from '../signoff-standings.ts';
import type { KnownGate } from './gate-documents.ts';
import { digestOf } from './gate-facts.ts';

const RUNS_LISTED = 500;

/** Every gate there is. `standings`: how each stands now, where that is known. */
export function listGates(
  read: Reader,
  known: readonly KnownGate[],
  now: number,
  standings: ReadonlyMap<string, GateJudgement> | null,
): GateRow[] {
  return known.map((gate) => gateRow(read, gate, now, standings?.get(gate.id) ?? null));
}

function gateRow(read: Reader, gate: KnownGate, now: number, standing: GateJudgement | null): GateRow {
  const { id, document, problems, trackerId, saved } = gate;
  const [last] = readGateRuns(read, { gateId: id, upTo: now + MAX_DRIFT_MS, limit: 1 });
  const [problem] = problems;
  return {
    id,
    title: document?.title ?? id,
    trackerId,
    trackerName:
      trackerId === null ? null : read.value<string>('SELECT name FROM tracker WHERE id = ?', trackerId),
    version: document === null ? null : gateVersion(document, digestOf),
    problem: problem === undefined ? null : `Line ${problem.line}: ${problem.message}`,
    criteria: document?.criteria.length ?? 0,
    savedAt: saved?.at ?? null,
    savedBy: saved === null ? null : actorName(read, saved.by),
    last: last === undefined ? null : runRow(read, last),
    now: standing?.decision ?? null,
    inputs: inputsOf(read, last ?? null, standing),
  };
}

/** A candidate and an environment are said when a gate is run, so they are no change. */
function inputsOf(
  read: Reader,
  last: GateRunEntry | null,
  standing: GateJudgement | null,
): GateRow['inputs'] {
  if (last === null) return 'never-run';
  const record = standing === null ? null : runRecord(read, last);
  if (standing === null || record === null) return 'unknown';
  const before = record.report.inputs.digests;
  const { digests } = standing.inputs;
  const isSame =
    record.report.gate.version === standing.gate.version &&
    Object.keys({ ...before, ...digests }).every((kind) => before[kind] === digests[kind]);
  return isSame ? 'same' : 'changed';
}

/** The newest first; null: of every gate. */
export function listRuns(
  read: Reader,
  gateId: string | null,
  now: number,
  limit: number = RUNS_LISTED,
): GateRunRow[] {
  return readGateRuns(read, { gateId, upTo: now + MAX_DRIFT_MS, limit }).map((entry) => runRow(read, entry));
}

/** Of every gate that ran, its newest run and the one before it. */
export function lastTwoRuns(
  read: Reader,
  now: number,
): readonly { readonly last: GateRunRow; readonly before: GateRunRow | null }[] {
  const runs = readNewestRuns(read, { upTo: now + MAX_DRIFT_MS, each: 2 }).map((run) => runRow(read, run));
  return [...Map.groupBy(runs, ({ gateId }) => gateId).values()].flatMap(([last, before = null]) =>
    last === undefined ? [] : [{ last, before }],
  );
}

function runRow(read: Reader, { deviceId, actorId, ...run }: GateRunEntry): GateRunRow {
  return {
    ...run,
    gateTitle: runTitle(read, { ...run, deviceId }) ?? run.gateId,
    by: actorId === null ? null : actorName(read, actorId),
    device: read.value<string>('SELECT name FROM device WHERE id = ?', deviceId) ?? deviceId,
  };
}

/** As the gate was called then. */
function runTitle(read: Reader, run: Pick<GateRunEntry, 'id' | 'deviceId'>): string | null {
  return read.value<string>(
    `SELECT json_extract(payload, '$.d.report.gate.title') FROM event WHERE source = ? AND source_id = ?`,
    gateSource(run.deviceId),
    run.id,
  );
}

/** One run in full; null where it is not kept here. */
export function findRun(
  read: Reader,
  id: string,
): { readonly row: GateRunRow; readonly record: GateRunRecord } | null {
  const entry = readGateRun(read, id);
  const record = entry === null ? null : runRecord(read, entry);
  return entry === null || record === null ? null : { row: runRow(read, entry), record };
}

function runRecord(read: Reader, { id, deviceId }: GateRunEntry): GateRunRecord | null {
  const payload = read.value<string>(
    'SELECT payload FROM event WHERE source = ? AND source_id = ?',
    gateSource(deviceId),
    id,
  );
  const record = payload === null ? null : gateRunJson.read(payload);
  return record?.ok === true ? record.value : null;
}

/** The newest first; null: of every gate. */
export function listExceptions(read: Reader, gateId: string | null, now: number): ExceptionRow[] {
  const people = readReviewers(read);
  return readExceptions(read, gateId).map((row): ExceptionRow => {
    const approverName = actorName(read, row.approver);
    const item = row.item === null ? null : shownItemOf(read, row.item);
    const revoked =
      row.revokedAt === null ? null : { at: row.revokedAt, by: actorName(read, row.revokedBy ?? '') };
    const own = isOwnException(row, row.approver, people);
    const byAgent = isAgent(row.approver, people);
    const fact = { ...row, approverName, own, byAgent, revoked: revoked !== null };
    const why = revoked === null ? whyNot(fact, now) : `${revoked.by} revoked it.`;
    return {
      id: row.id,
      gateId: row.gate,
      criterion: row.criterion,
      itemId: item?.itemId ?? null,
      itemTitle: item?.itemTitle ?? null,
      owner: row.owner,
      reason: row.reason,
      rollback: row.rollback,
      expiresAt: row.expiresAt,
      approver: row.approver,
      approverName,
      givenAt: row.givenAt,
      revoked,
      state:
        revoked !== null
          ? 'revoked'
          : own || byAgent
            ? 'refused'
            : row.expiresAt <= now
              ? 'expired'
              : 'active',
      why,
    };
  });
}

function actorName(read: Reader, id: string): string {
  return read.value<string>('SELECT name FROM actor WHERE id = ?', id) ?? id;
}
