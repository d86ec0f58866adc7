import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import {
  type ApprovedCommand,
  type BundleMade,
  type EnvironmentId,
  type MoveBegun,
  type MoveEnded,
  type NewEnvironmentTerms,
} from '../../../core/domain/readiness/environment/environment.ts';
import type { BundleId, MoveId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import {
  readBundle,
  readEnvironment,
  readEnvironments,
} from '../../readers/readiness/bundles/bundle-records.ts';
import { readActor } from '../../records/actor.ts';
import { approvalIdOf, moveIdOf } from '../../tables/readiness/move-ids.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps, thisDevice } from '../append.ts';
import { type FoundRoot, placeRoot } from '../roots.ts';
import type { Signing } from './evidence.ts';

/** Makes a bundle known, once: it is what its id says for ever. */
export function recordBundle(
  db: WorkspaceDb,
  signing: Signing,
  id: BundleId,
  made: BundleMade,
): Result<null> {
  return db.write('full', (tx) => {
    const known = readBundle(tx.db, id);
    if (known?.archive !== made.archive)
      append(tx, signing, [{ entity: { kind: 'bundle', id }, patch: { made: { value: made } } }]);
    return ok(null);
  });
}

export interface EnvironmentInput extends Omit<NewEnvironmentTerms, 'root'> {
  /** Left out: as it is. */
  readonly root?: FoundRoot | null;
}

/** Adds an environment, or says anew what is given of one. */
export function setEnvironment(
  db: WorkspaceDb,
  signing: Signing,
  id: EnvironmentId,
  { root, ...terms }: EnvironmentInput,
): Result<null> {
  return db.write('full', (tx) => {
    const placed = root == null ? { rootId: null, ops: [] } : placeRoot(tx, root);
    const known = readEnvironments(tx.db);
    const isNew = !known.some((one) => one.id === id);
    const position = terms.position ?? Math.min(1000, (known.at(-1)?.position ?? 0) + 10);
    const said = {
      ...terms,
      ...(isNew ? { position } : {}),
      ...(root === undefined ? {} : { root: placed.rootId }),
    };
    const patch = Object.fromEntries(
      Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[name, { value }]])),
    );
    append(tx, signing, [
      ...placed.ops,
      { entity: { kind: 'environment', id }, patch: { ...patch, removed: { value: false } } },
    ]);
    return ok(null);
  });
}

/** What was moved into it stays in the history. */
export function removeEnvironment(db: WorkspaceDb, signing: Signing, id: string): Result<null> {
  return db.write('full', (tx) => {
    if (readEnvironment(tx.db, id) === null) return noEnvironment(id);
    append(tx, signing, [{ entity: { kind: 'environment', id }, patch: { removed: { value: true } } }]);
    return ok(null);
  });
}

/** Lets just these command lines be run, on this device. */
export function approveCommands(
  db: WorkspaceDb,
  signing: Signing,
  commands: readonly Omit<ApprovedCommand, 'device'>[],
): Result<null> {
  return db.write('full', (tx) => {
    if (readActor(tx.db, signing.actorId)?.kind === 'agent')
      return fail(
        'environment.by-agent',
        'Only a person approves what is run on this device. Nothing was approved.',
      );
    const device = thisDevice(tx);
    append(
      tx,
      signing,
      commands.map((command): EntityOp => {
        const approved = { ...command, device };
        const entity = { kind: 'command-approval', id: approvalIdOf(approved) } as const;
        return { entity, patch: { approved: { value: approved }, revoked: { value: false } } };
      }),
    );
    return ok(null);
  });
}

export interface StartedMove {
  readonly id: MoveId;
  readonly correlation: string;
}

/** Written before anything is done, so that a move that is cut off is seen. */
export function beginMove(
  db: WorkspaceDb,
  signing: Signing,
  input: Omit<MoveBegun, 'device' | 'nonce'>,
): Result<StartedMove> {
  return db.write('full', (tx) => {
    const begun: MoveBegun = { ...input, device: thisDevice(tx), nonce: tx.id('no') };
    const id = moveIdOf(begun);
    const correlation = append(tx, signing, [
      { entity: { kind: 'move', id }, patch: { begun: { value: begun } } },
    ]);
    return ok({ id, correlation });
  });
}

export function endMove(
  db: WorkspaceDb,
  signing: Signing,
  { id, correlation }: StartedMove,
  ended: MoveEnded,
): Result<null> {
  return db.write('full', (tx) => {
    append(tx, signing, [{ entity: { kind: 'move', id }, patch: { ended: { value: ended } } }], correlation);
    return ok(null);
  });
}

function append(
  tx: Transaction,
  { actorId, sign }: Signing,
  ops: readonly EntityOp[],
  correlation = tx.id('cr'),
): string {
  appendOps(tx, { actorId, sign, correlation, ops });
  return correlation;
}

export function noEnvironment(id: string) {
  return fail('environment.not-found', `There is no environment ${id}. Nothing was changed.`, {
    environment: id,
  });
}
