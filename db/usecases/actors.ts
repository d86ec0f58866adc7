import type { EntityOp } from '../../core/domain/entity-kinds.ts';
import { replacingText } from '../../core/domain/sync/replaced-key.ts';
import { ActorId, type DeviceId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { Reader } from '../handle.ts';
import { readActor, readActorByName, readPeople } from '../records/actor.ts';
import { readDevices } from '../records/device.ts';
import { lastSignedBy, opsOn, signersOn } from '../tables/op.ts';
import { readWorkspace } from '../tables/workspace.ts';
import type { Transaction } from '../transaction.ts';
import type { WorkspaceDb } from '../workspace-db.ts';
import { appendOps } from './append.ts';
import { revocationsOf } from './devices.ts';

export interface ActorInput {
  readonly name: string;
  readonly kind: 'person' | 'agent';
  /** Ed25519 public key, SPKI in PEM. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly unlock: 'system' | 'passphrase';
}

export function actorDraft(id: ActorId, actor: ActorInput): EntityOp {
  return {
    entity: { kind: 'actor', id },
    patch: {
      name: { value: actor.name },
      kind: { value: actor.kind },
      publicKey: { value: actor.publicKey },
      fingerprint: { value: actor.fingerprint },
      unlock: { value: actor.unlock },
    },
  };
}

/** Enrols an actor. `sign` is the enrolling actor's signature over the op. */
export function addActor(
  db: WorkspaceDb,
  by: ActorId,
  actor: ActorInput,
  sign?: (text: string) => string,
): Result<{ readonly actorId: ActorId }> {
  return db.write('full', (tx) => {
    const name = actor.name.trim();
    if (readActorByName(tx.db, name) !== null) {
      return fail(
        'actor.exists',
        `There is an actor named ${name} already. Nothing was added; choose another name.`,
        {
          name,
        },
      );
    }
    const actorId = ActorId.parse(tx.id('ac'));
    appendOps(tx, {
      actorId: by,
      correlation: tx.id('cr'),
      ops: [actorDraft(actorId, { ...actor, name })],
      sign,
    });
    return ok({ actorId });
  });
}

/**
 * From now on the actor can't act; what it did stays, as far as it is known here. Devices that only this actor vouched for,
 * and on which nobody else signed, are revoked with it: what they hand on needs no signature of a person. The last person
 * can't be revoked.
 */
export function revokeActor(
  db: WorkspaceDb,
  by: ActorId,
  actorId: ActorId,
  sign?: (text: string) => string,
): Result<null> {
  return db.write('full', (tx) => {
    const actor = readActor(tx.db, actorId);
    if (actor === null || actor.revokedAt !== null) {
      return fail('actor.not-found', 'There is no such active actor. Nothing was changed.', { actorId });
    }
    const people = readPeople(tx.db).filter((one) => one.revokedAt === null);
    if (actor.kind === 'person' && people.length === 1) {
      return fail(
        'actor.last',
        `${actor.name} is the last person of this workspace and was kept. Add another person first.`,
        { actorId },
      );
    }
    appendOps(tx, {
      actorId: by,
      correlation: tx.id('cr'),
      ops: [
        {
          entity: { kind: 'actor', id: actorId },
          patch: { revoked: { value: true }, knew: { value: lastSignedBy(tx.db, actorId) } },
        },
        ...revocationsOf(tx, devicesOnlyUsedBy(tx, actorId)),
      ],
      sign,
    });
    return ok(null);
  });
}

/**
 * Enrols a new key of the same person and revokes the old one, in one act: both keys say so. What the old one signed stays
 * checkable, and devices that it vouched for stay enrolled.
 */
export function replaceActorKey(
  db: WorkspaceDb,
  {
    old,
    replacement,
    key,
  }: {
    readonly old: ActorId;
    readonly replacement: ActorId;
    readonly key: Pick<ActorInput, 'publicKey' | 'fingerprint' | 'unlock'>;
  },
  /** By the old key, and by the new one. */
  { sign, signNew }: { readonly sign: (text: string) => string; readonly signNew: (text: string) => string },
): Result<null> {
  return db.write('full', (tx) => {
    const actor = readActor(tx.db, old);
    if (actor === null || actor.revokedAt !== null)
      return fail('actor.not-found', 'There is no such active actor. Nothing was changed.', { actorId: old });
    const { name, kind } = actor;
    const enrolment = actorDraft(replacement, { ...key, name, kind });
    const replaces = { actor: old, proof: signNew(replacingText(replacement, old)) };
    const ops: EntityOp[] = [
      { ...enrolment, patch: { ...enrolment.patch, replaces: { value: replaces } } },
      { entity: { kind: 'actor', id: old }, patch: { revoked: { value: true } } },
    ];
    appendOps(tx, { actorId: old, correlation: tx.id('cr'), ops, sign });
    return ok(null);
  });
}

function devicesOnlyUsedBy(tx: Transaction, actorId: ActorId): DeviceId[] {
  const own = readWorkspace(tx.db)?.deviceId;
  return readDevices(tx.db)
    .filter(({ id, revokedAt }) => revokedAt === null && id !== own && isOnlyOf(tx.db, id, actorId))
    .map(({ id }) => id);
}

function isOnlyOf(db: Reader, device: DeviceId, actorId: ActorId): boolean {
  const enrolments = opsOn(db, 'device', device).filter(({ signature }) => signature !== null);
  const signers = new Set([...enrolments.map(({ actor }) => actor), ...signersOn(db, device)]);
  return signers.size === 1 && signers.has(actorId);
}
