import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { documentVersions } from '../../../db/readers/readiness/document-versions.ts';
import { listRuns } from '../../../db/readers/readiness/gates/gate-list.ts';
import { readExceptions, readGate } from '../../../db/records/readiness/gate.ts';
import { recordRun } from '../../../db/usecases/readiness/gate-runs.ts';
import { addException, saveGate } from '../../../db/usecases/readiness/gates.ts';
import type { Acting, Cancellable } from '../handlers.ts';
import { signatureOf } from '../services/actors/signer.ts';
import type { EngineDeps } from '../services/engine-deps.ts';
import { judgeNow } from '../services/readiness/gates/judge-now.ts';
import type { FoundSample } from './sample-manifest.ts';

const DAY_MS = 86_400_000;

type Loading = Acting & Cancellable;

/** The gate, and what it says before anything is signed off. */
export async function loadGate(
  deps: EngineDeps,
  context: Loading,
  { folder, manifest }: FoundSample,
): Promise<Result<null>> {
  const { db } = deps;
  const { id, file } = manifest.gate;
  if (documentVersions(db.read, 'gate', id, () => null).length === 0) {
    const sign = await signatureOf(deps, context);
    if (!sign.ok) return sign;
    const text = readFileSync(join(folder, 'readiness', file), 'utf8');
    const saved = saveGate(db, { actorId: context.actorId, sign: sign.value }, id, text);
    if (!saved.ok) return saved;
  }
  return runAfter(deps, context, id, 0);
}

/** An exception that runs out soon, given anew where it was revoked with the sample, and what the gate says by now. */
export async function runGateAgain(
  deps: EngineDeps,
  context: Loading,
  { manifest }: FoundSample,
  isAgain: boolean,
): Promise<Result<null>> {
  const { db, clock } = deps;
  const { id: gate, exception } = manifest.gate;
  if (readGate(db.read, gate) === null) return ok(null);
  const { days, ...terms } = exception;
  const known = readExceptions(db.read, gate).filter(({ reason }) => reason === terms.reason);
  if (!known.some(({ revokedAt }) => !isAgain || revokedAt === null)) {
    const sign = await signatureOf(deps, context);
    if (!sign.ok) return sign;
    const given = addException(
      db,
      { actorId: context.actorId, sign: sign.value },
      { ...terms, gate, item: null, ownerActor: null, expiresAt: clock.now() + days * DAY_MS },
    );
    if (!given.ok) return given;
  }
  return runAfter(deps, context, gate, 1);
}

async function runAfter(
  deps: EngineDeps,
  { actorId, signal }: Loading,
  id: string,
  runs: number,
): Promise<Result<null>> {
  const { db, clock } = deps;
  if (readGate(db.read, id) === null || listRuns(db.read, id, clock.now()).length !== runs) return ok(null);
  const started = performance.now();
  const judged = await judgeNow(deps, { gate: { id }, commit: null, environment: null }, signal);
  if (!judged.ok) return judged;
  const recorded = recordRun(db, actorId, judged.value.judgement, performance.now() - started);
  return recorded.ok ? ok(null) : recorded;
}
