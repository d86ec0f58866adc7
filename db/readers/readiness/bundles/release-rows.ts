import type { Move } from '../../../../core/domain/readiness/environment/environment.ts';
import { STEPS } from '../../../../core/domain/readiness/environment/environment.ts';
import type {
  BundleRow,
  CommandRow,
  EnvironmentRow,
  MoveRow,
} from '../../../../core/domain/readiness/environment/release-rows.ts';
import { runningIn } from '../../../../core/domain/readiness/environment/where-it-runs.ts';
import type { BundleId, DeviceId } from '../../../../core/kernel/ids.ts';
import type { Reader } from '../../../handle.ts';
import { folderOfRoot, readRoot } from '../../../records/root.ts';
import type { BundleRecord } from '../../../tables/readiness/bundle.ts';
import { approvalIdOf } from '../../../tables/readiness/move-ids.ts';
import { isApproved, readBundle, readBundles, readEnvironments, readMoves } from './bundle-records.ts';

/** Bundles and moves that are listed. */
const LISTED = 500;
/** Moves of an environment by which it is told what it runs. */
const MOVES_READ = 1000;

/** The newest first. */
export function listBundles(read: Reader): BundleRow[] {
  const runs = whatRuns(read);
  return readBundles(read, LISTED).map((bundle) => bundleRow(read, bundle, runs));
}

export function findBundle(read: Reader, id: string): BundleRow | null {
  const bundle = readBundle(read, id);
  return bundle === null ? null : bundleRow(read, bundle, whatRuns(read));
}

function bundleRow(read: Reader, bundle: BundleRecord, runs: ReadonlyMap<string, BundleId>): BundleRow {
  const { id, gateId, gateTitle, run, decision, commit, lineageComplete, archive, bytes, signer } = bundle;
  return {
    id,
    gateId,
    gateTitle,
    runId: run,
    decision,
    commit,
    lineageComplete,
    archive,
    bytes,
    signer,
    signerName: signerName(read, signer),
    createdAt: bundle.createdAt,
    addedBy: nameOf(read, bundle.addedBy),
    addedAt: bundle.addedAt,
    runsIn: [...runs].flatMap(([environment, runsNow]) => (runsNow === id ? [environment] : [])),
  };
}

/** Who of this workspace has a key; null: nobody. */
export function signerName(read: Reader, fingerprint: string): string | null {
  return read.value<string>(
    'SELECT name FROM actor WHERE fingerprint = ? ORDER BY added_at LIMIT 1',
    fingerprint,
  );
}

function whatRuns(read: Reader): ReadonlyMap<string, BundleId> {
  return new Map(
    readEnvironments(read).flatMap(({ id }) => {
      const { current } = runningIn(readMoves(read, id, MOVES_READ));
      return current === null ? [] : [[id, current.bundle] as const];
    }),
  );
}

/** From the first to the last; what is approved is so on this device. */
export function listEnvironments(read: Reader, device: DeviceId): EnvironmentRow[] {
  const all = readEnvironments(read);
  return all.map((environment, at): EnvironmentRow => {
    const { id, title, position, gate, root } = environment;
    const { current, unsettled, lastKnownGood } = runningIn(readMoves(read, id, MOVES_READ));
    const commands = STEPS.flatMap((step): CommandRow[] => {
      const command = environment[step];
      if (command === null) return [];
      const approval = approvalIdOf({ environment: id, step, command, root, device });
      return [{ step, command, approved: isApproved(read, approval) }];
    });
    return {
      id,
      title,
      position,
      gate,
      rootId: root,
      rootName: root === null ? null : (readRoot(read, root)?.name ?? root),
      folder: root === null ? null : folderOfRoot(read, root),
      commands,
      after: all[at - 1]?.id ?? null,
      current: current?.bundle ?? null,
      since: current === null ? null : (current.ended?.at ?? current.at),
      unsettled: unsettled?.id ?? null,
      lastKnownGood: lastKnownGood?.bundle ?? null,
    };
  });
}

/** The newest first; null: of every environment. */
export function listMoves(read: Reader, environment: string | null): MoveRow[] {
  const titles = new Map(readEnvironments(read, true).map(({ id, title }) => [id, title]));
  return readMoves(read, environment, LISTED)
    .toReversed()
    .map((move) => moveRow(read, move, titles.get(move.environment) ?? move.environment));
}

/** Moves with a bundle, the newest first. */
export function movesOf(read: Reader, bundle: BundleId): MoveRow[] {
  return listMoves(read, null).filter(({ bundleId }) => bundleId === bundle);
}

function moveRow(read: Reader, move: Move, environmentTitle: string): MoveRow {
  const { id, kind, environment, bundle, from, at, by, device, correlation, ended } = move;
  return {
    id,
    kind,
    environmentId: environment,
    environmentTitle,
    bundleId: bundle,
    from,
    at,
    actorId: by,
    by: nameOf(read, by),
    device: read.value<string>('SELECT name FROM device WHERE id = ?', device) ?? device,
    correlation,
    outcome: ended?.outcome ?? 'unfinished',
    says:
      ended?.says ??
      'It has not ended: either it is still under way, or it was cut off and nobody knows what it changed.',
    endedAt: ended?.at ?? null,
    gateRun: ended?.gateRun ?? null,
    decision: ended?.decision ?? null,
    steps: ended?.steps ?? [],
  };
}

function nameOf(read: Reader, actor: string): string {
  return read.value<string>('SELECT name FROM actor WHERE id = ?', actor) ?? actor;
}
