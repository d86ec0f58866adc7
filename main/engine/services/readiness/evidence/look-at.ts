import { join } from 'node:path';
import type { Evidence, Verification } from '../../../../../core/domain/readiness/evidence.ts';
import type { VerificationRecord } from '../../../../../core/domain/readiness/verification-record.ts';
import type { ActorId, EvidenceId, RootId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import type { EvidenceRecord } from '../../../../../db/records/readiness/evidence.ts';
import { folderOfRoot, readRoot } from '../../../../../db/records/root.ts';
import { recordVerifications } from '../../../../../db/usecases/readiness/verifications.ts';
import type { EvidencePorts, EvidenceSubject } from '../../../files/evidence-ports.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** Each reads files or runs git, which have bounds of their own; while some wait for the disk, others are hashed. */
const AT_ONCE = 8;
/** Of many small files each would else be a transaction of its own; a person who watches sees them come all the same. */
const WRITTEN_AT_ONCE = 256;
const WRITTEN_AFTER_MS = 200;

type Deps = Pick<EngineDeps, 'db' | 'files'>;

export interface LookOptions {
  /** Who asked for it; null: it was due. */
  readonly by: ActorId | null;
  readonly signal: AbortSignal;
  readonly onLooked?: (count: number) => void;
  /** Whether it is worth writing down; all is, by default. */
  readonly isNews?: (id: EvidenceId, found: Verification) => boolean;
}

/** Looks at all of them, a few at once, and writes down what each comes to, a few together. Answers in the order given. */
export async function lookAtAll(
  deps: Deps,
  ports: EvidencePorts,
  pieces: readonly EvidenceRecord[],
  { by, signal, onLooked, isNews }: LookOptions,
): Promise<Result<readonly Verification[]>> {
  const found: Verification[] = [];
  const roots = rootsOf(deps);
  // In the order that their verifications are kept in: written together, they are on few pages.
  const queue = [...pieces.entries()].toSorted(([, a], [, b]) => (a.id < b.id ? -1 : 1));
  let looked = 0;
  let unwritten: VerificationRecord[] = [];
  let writtenAt = performance.now();
  const write = (): Result<null> => {
    const records = unwritten;
    unwritten = [];
    writtenAt = performance.now();
    return records.length === 0 ? ok(null) : recordVerifications(deps.db, records);
  };
  const work = async (): Promise<Result<null>> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (signal.aborted) return cancelled(looked, pieces.length);
      const [at, piece] = next;
      const verification = await lookAt(roots, ports, piece, signal);
      if (verification === null) return cancelled(looked, pieces.length);
      const record: VerificationRecord = { ...verification, evidence: piece.id, by };
      if (isNews?.(piece.id, verification) ?? true) unwritten.push(record);
      const isDue = unwritten.length >= WRITTEN_AT_ONCE || performance.now() - writtenAt >= WRITTEN_AFTER_MS;
      const recorded = isDue ? write() : ok(null);
      if (!recorded.ok) {
        queue.length = 0;
        return recorded;
      }
      found[at] = verification;
      looked += 1;
      onLooked?.(looked);
    }
    return ok(null);
  };
  const ends = await Promise.all(Array.from({ length: AT_ONCE }, work));
  const recorded = write();
  return ends.find((end) => !end.ok) ?? (recorded.ok ? ok(found) : recorded);
}

type Root = EvidenceSubject['root'];
type Roots = (id: RootId) => Promise<Root | { readonly unreachable: string }>;

/** Where roots are: each asked for once, as many pieces lie in the same. */
function rootsOf(deps: Deps): Roots {
  const known = new Map<RootId, ReturnType<Roots>>();
  async function find(id: RootId): ReturnType<Roots> {
    const folder = folderOfRoot(deps.db.read, id);
    if (folder !== null) return rootIn(deps, folder);
    return { unreachable: `${readRoot(deps.db.read, id)?.name ?? id} is in no folder of this device.` };
  }
  return (id) => {
    const found = known.get(id) ?? find(id);
    known.set(id, found);
    return found;
  };
}

/** One look; null when it was given up. */
async function lookAt(
  roots: Roots,
  ports: EvidencePorts,
  { rootId, locator, digest, guard }: Pick<Evidence, 'rootId' | 'locator' | 'digest' | 'guard'>,
  signal: AbortSignal,
): Promise<Verification | null> {
  const root = rootId === null ? null : await roots(rootId);
  if (root !== null && 'unreachable' in root)
    return { result: 'unreachable', says: root.unreachable, digest: null, commit: null };
  return untilAborted(ports.verify({ root, locator, digest, guard }, signal), signal);
}

export async function rootIn(
  { files }: Pick<EngineDeps, 'files'>,
  folder: string,
): Promise<NonNullable<EvidenceSubject['root']>> {
  const real = await files.realPath(folder).catch(() => folder);
  const git = await files.facts(join(real, '.git')).catch(() => null);
  return { folder: real, isRepository: git !== null };
}

/** Null instead of the rejection of what was aborted. */
export async function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value | null> {
  try {
    return await work;
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
}

/** Of a workspace that may not be written nothing is looked at: it could not be kept. */
export function notWritable({ db }: Pick<EngineDeps, 'db'>) {
  return fail('db.read-only', db.mode.kind === 'read-only' ? db.mode.reason : 'Nothing can be kept here.');
}

function cancelled(looked: number, total: number) {
  return fail(
    'job.cancelled',
    `Verifying was cancelled after ${looked} of ${total}. What was found until then is kept.`,
    { looked, total },
  );
}
