import { join } from 'node:path';
import { CHECK_SLO_JOB } from '../../../../../core/contract/slo.ts';
import type { Measure } from '../../../../../core/domain/readiness/measure/measure.ts';
import { parseMeasure } from '../../../../../core/domain/readiness/measure/measure-text.ts';
import { type SloDocument, sourceOf } from '../../../../../core/domain/readiness/slo/slo-document.ts';
import type { SloPlace, SloReading } from '../../../../../core/domain/readiness/slo/slo-value.ts';
import { counted } from '../../../../../core/domain/trackers/read/counted.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { boundRoots, readRoot } from '../../../../../db/records/root.ts';
import { recordReadings } from '../../../../../db/usecases/readiness/slo-values.ts';
import type { EvidencePorts } from '../../../files/evidence-ports.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import type { JobProgress } from '../../jobs/job-registry.ts';
import { notWritable, rootIn, untilAborted } from '../evidence/look-at.ts';
import { judgedStandings } from './judged-standings.ts';
import { policyDocument } from './known-policy.ts';

interface Asked {
  readonly place: SloPlace;
  /** By name or id; null: the only one there is. */
  readonly root: string | null;
  readonly path: string;
  readonly measure: Measure;
}

/** What looking for a value came to: null where it is out of reach, which says nothing about it. */
type Read = Pick<SloReading, 'value' | 'measuredAt' | 'says' | 'digest'> & { readonly isReached: boolean };

export const check: Service<EngineDeps, 'slo.check'> = async (deps, filter, { signal, actorId }) => {
  const ports = deps.evidence;
  if (ports === null) return notWritable(deps);
  const documents = await policiesMeant(deps, filter.policy, signal);
  if (!documents.ok) return documents;
  const asked = documents.value.flatMap((document) => valuesOf(document, filter.stage));
  const looked = await deps.jobs.run(CHECK_SLO_JOB, signal, (job) => readAll(deps, ports, asked, job));
  if (!looked.ok) return looked;
  const readings = looked.value.flatMap(({ isReached, ...read }, at) => {
    const place = asked[at]?.place;
    return isReached && place !== undefined ? [{ ...place, ...read, by: actorId }] : [];
  });
  const recorded = recordReadings(deps.db, readings);
  if (!recorded.ok) return recorded;
  const judged = await judgedStandings(deps, filter);
  if (!judged.ok) return judged;
  const { standings, blocking } = judged.value;
  const read = readings.filter(({ value }) => value !== null).length;
  const summary = `${counted(read, 'values')} read; ${blocking} of ${counted(standings.length, 'objectives')} block a release.`;
  return ok({
    read,
    unread: asked.length - read,
    unreachable: [...new Set(looked.value.flatMap(({ isReached, says }) => (isReached ? [] : [says])))],
    standings,
    blocking,
    summary,
  });
};

/** One that was named has to be readable; of all, those that can't be read stand as they are. */
async function policiesMeant(
  deps: EngineDeps,
  policy: string | null,
  signal: AbortSignal,
): Promise<Result<readonly SloDocument[]>> {
  if (policy !== null) {
    const named = await policyDocument(deps, policy, signal);
    return named.ok ? ok([named.value]) : named;
  }
  const all = await deps.heavyReads.run('sloPolicies', { policy: null }, signal);
  return all.ok ? ok(all.value.flatMap(({ document }) => (document.ok ? [document.value] : []))) : all;
}

function valuesOf(document: SloDocument, only: string | null): Asked[] {
  const stages = document.stages.filter((stage) => only === null || stage === only);
  return stages.flatMap((stage) =>
    document.objectives.flatMap((objective) => {
      const source = sourceOf(objective, stage);
      const measure = source === null ? null : parseMeasure(source.measure);
      if (source === null || measure === null || !measure.ok) return [];
      const { at, file: path, root = document.root ?? null } = source;
      const dated =
        at !== undefined && measure.value.in === 'json' ? { ...measure.value, at } : measure.value;
      return [
        { place: { policy: document.policy, objective: objective.id, stage }, root, path, measure: dated },
      ];
    }),
  );
}

async function readAll(
  deps: EngineDeps,
  ports: EvidencePorts,
  asked: readonly Asked[],
  job: JobProgress,
): Promise<Result<readonly Read[], 'job.cancelled'>> {
  const { signal } = job;
  const known = new Map<string, Read>();
  const all: Read[] = [];
  for (const { root, path, measure } of asked) {
    const key = JSON.stringify([root, path, measure]);
    const read =
      known.get(key) ?? (await untilAborted(readOne(deps, ports, { root, path, measure }, signal), signal));
    if (read === null || signal.aborted)
      return fail('job.cancelled', 'Reading values was cancelled. Nothing of it was kept.');
    known.set(key, read);
    all.push(read);
    job.step(all.length, asked.length, counted(all.length, 'values'));
  }
  return ok(all);
}

async function readOne(
  deps: EngineDeps,
  ports: EvidencePorts,
  { root: named, path, measure }: Pick<Asked, 'root' | 'path' | 'measure'>,
  signal: AbortSignal,
): Promise<Read> {
  const now = deps.clock.now();
  const folder = folderNamed(deps, named);
  if (!folder.ok)
    return { value: null, measuredAt: now, says: folder.error.message, digest: null, isReached: false };
  const root = await rootIn(deps, folder.value);
  const locator = { type: 'artifact', place: { path }, measure } as const;
  const found = await ports.verify({ root, locator, digest: null, guard: null }, signal);
  const { value = null, says, digest, result } = found;
  if (value === null) return { value, measuredAt: now, says, digest, isReached: result !== 'unreachable' };
  const facts = await deps.files.facts(join(folder.value, path)).catch(() => null);
  const measuredAt = Math.round(found.measuredAt ?? facts?.modifiedAt ?? now);
  return { value, measuredAt, says, digest, isReached: true };
}

function folderNamed({ db }: EngineDeps, named: string | null): Result<string, 'slo.no-root'> {
  const bound = boundRoots(db.read);
  const meant = named === null ? bound : bound.filter(({ id, name }) => id === named || name === named);
  const [first] = meant;
  if (first !== undefined && meant.length === 1) return ok(first.folder);
  const why =
    named === null
      ? `names no repository or folder, and there ${bound.length === 0 ? 'is none' : 'are several'} here: name one with "root"`
      : meant.length > 1
        ? `means ${named}, which several repositories or folders are called: name it by its id`
        : `means ${readRoot(db.read, named)?.name ?? named}, which is in no folder of this device`;
  return fail('slo.no-root', `The policy ${why}.`);
}
