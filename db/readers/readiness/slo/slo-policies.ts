import { hash } from 'node:crypto';
import { judgeValue } from '../../../../core/domain/readiness/slo/judge-slo.ts';
import { fromOpenSlo } from '../../../../core/domain/readiness/slo/open-slo.ts';
import { readSloPolicyText } from '../../../../core/domain/readiness/slo/read-slo-policy.ts';
import { limitsOf, type SloDocument } from '../../../../core/domain/readiness/slo/slo-document.ts';
import type { SloHistory, SloPolicyRow } from '../../../../core/domain/readiness/slo/slo-rows.ts';
import type { ReadDocument } from '../../../../core/domain/readiness/yaml-document.ts';
import { canonicalJson } from '../../../../core/kernel/canonical-json.ts';
import { MAX_DRIFT_MS } from '../../../../core/kernel/hlc.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { Reader } from '../../../handle.ts';
import { readSloPolicies, readSloValues, type SloPolicyRecord } from '../../../records/readiness/slo.ts';
import { sloReading } from '../kept-readings.ts';

/** What a chart can show. */
const POINTS = 1000;

export interface KnownSloPolicy {
  readonly row: SloPolicyRow;
  readonly text: string;
  readonly document: ReadDocument<SloDocument>;
}

/** Every policy, or the one that is named where there is one. */
export function knownSloPolicies(read: Reader, only: string | null): readonly KnownSloPolicy[] {
  return readSloPolicies(read)
    .filter(({ id }) => only === null || id === only)
    .map((record) => {
      const document = sloReading(record.document);
      return { row: sloPolicyRow(read, record, document), text: record.document, document };
    });
}

/** A text that may be in OpenSLO: as it is written here, and what that says. */
export function readSloText(
  text: string,
  roots: ReadonlySet<string>,
): Result<{ readonly text: string; readonly document: ReadDocument<SloDocument> }, 'slo.bad-document'> {
  const read = fromOpenSlo(text);
  if (read.kind === 'unreadable')
    return fail('slo.bad-document', `This is no SLO policy: ${read.why}. Nothing was changed.`);
  const own = read.kind === 'policy' ? read.text : text;
  return ok({ text: own, document: readSloPolicyText(own, roots) });
}

function sloPolicyRow(
  read: Reader,
  { id, savedAt, savedBy }: SloPolicyRecord,
  document: ReadDocument<SloDocument>,
): SloPolicyRow {
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
  const document = sloReading(text);
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
