import { hash } from 'node:crypto';
import { judgeValue } from '../../../../core/domain/readiness/slo/judge-slo.ts';
import { readSloPolicyText } from '../../../../core/domain/readiness/slo/read-slo-policy.ts';
import { limitsOf, type SloDocument } from '../../../../core/domain/readiness/slo/slo-document.ts';
import type { SloHistory, SloPolicyRow } from '../../../../core/domain/readiness/slo/slo-rows.ts';
import { canonicalJson } from '../../../../core/kernel/canonical-json.ts';
import { MAX_DRIFT_MS } from '../../../../core/kernel/hlc.ts';
import type { Reader } from '../../../handle.ts';
import { readSloPolicies, readSloValues, type SloPolicyRecord } from '../../../records/readiness/slo.ts';

/** What a chart can show. */
const POINTS = 1000;

export function listSloPolicies(read: Reader): SloPolicyRow[] {
  return readSloPolicies(read).map((record) => sloPolicyRow(read, record));
}

export function sloPolicyRow(
  read: Reader,
  { id, document: text, savedAt, savedBy }: SloPolicyRecord,
): SloPolicyRow {
  const document = readSloPolicyText(text);
  const saved = {
    id,
    savedAt,
    savedBy: read.value<string>('SELECT name FROM actor WHERE id = ?', savedBy) ?? savedBy,
  };
  if (!document.ok)
    return {
      ...saved,
      title: id,
      version: null,
      stages: [],
      profiles: [],
      objectives: 0,
      problems: [...document.problems],
    };
  const { title, stages, profiles, objectives } = document.value;
  return {
    ...saved,
    title,
    version: sloVersion(document.value),
    stages,
    profiles,
    objectives: objectives.length,
    problems: [],
  };
}

/** The version that a text would be; null where it is no policy. */
export function sloVersionIn(text: string): string | null {
  const document = readSloPolicyText(text);
  return document.ok ? sloVersion(document.value) : null;
}

/** The same for the same meaning, however it is written. */
function sloVersion(document: SloDocument): string {
  return hash('sha256', canonicalJson(JSON.parse(JSON.stringify(document))), 'hex');
}

interface Asked {
  readonly document: SloDocument;
  readonly objective: string;
  readonly stage: string;
  readonly profile: string;
}

/** The values of an objective, for a chart; null where there is no such objective. */
export function sloHistory(
  read: Reader,
  { document, objective: id, stage, profile }: Asked,
  now: number,
): SloHistory | null {
  const objective = document.objectives.find((one) => one.id === id);
  if (objective === undefined) return null;
  const place = { policy: document.policy, objective: id, stage };
  const limits = limitsOf(objective, stage, profile);
  const nameOf = (table: 'actor' | 'device', of: string): string =>
    read.value<string>(`SELECT name FROM ${table} WHERE id = ?`, of) ?? of;
  const points = readSloValues(read, place, { upTo: now + MAX_DRIFT_MS, limit: POINTS }).map((row) => ({
    id: `${row.deviceId}/${row.id}`,
    measuredAt: row.measuredAt,
    value: row.value,
    result: row.value === null ? null : judgeValue(objective, limits, row.value),
    says: row.says,
    evidenceId: row.evidenceId,
    origin: row.deviceId === '' ? ('typed' as const) : ('read' as const),
    by: row.actorId === null ? null : nameOf('actor', row.actorId),
    device: row.deviceId === '' ? null : nameOf('device', row.deviceId),
  }));
  const { title, unit, better } = objective;
  return { title, unit, better, limits, points: points.toSorted((a, b) => a.measuredAt - b.measuredAt) };
}
