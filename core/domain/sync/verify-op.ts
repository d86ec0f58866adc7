import { type OpEnvelope, signingText } from '../../kernel/op.ts';
import type { KeyChecks, KnownActor, KnownKeys } from './known-keys.ts';
import { Replaces, replacingText } from './replaced-key.ts';
import { accepted, parked, setAside, type Verdict } from './verdict.ts';

/** Fields of a device that only an enrolled actor may decide. */
const DEVICE_TRUST = ['signingKey', 'agreementKey', 'fingerprint', 'revoked'];

/** Kinds of which every op must be signed. */
const WHOLLY_SIGNED: readonly string[] = [
  'actor',
  'evidence',
  'gate',
  'exception',
  'signoff-request',
  'signoff',
  'gap',
  'signoff-policy',
  'slo-policy',
  'slo-value',
  'bundle',
  'environment',
  'command-approval',
  'move',
];

/** Kinds of which some or all ops must be signed. */
export const SIGNED_KINDS: readonly string[] = [...WHOLLY_SIGNED, 'device'];

/** Who belongs to a workspace, with which key, what counts as evidence, who signed what off and what is released is decided by signed ops only. */
export function needsSignature({ entity, patch }: Pick<OpEnvelope, 'entity' | 'patch'>): boolean {
  if (WHOLLY_SIGNED.includes(entity.kind)) return true;
  return entity.kind === 'device' && DEVICE_TRUST.some((field) => Object.hasOwn(patch, field));
}

/** Whether an op's signature is its actor's, and its actor may sign. The same on receipt, in a rebuild and in `doctor`. */
export function verifyOp(op: OpEnvelope, known: KnownKeys, checks: KeyChecks): Verdict {
  if (op.signature === null) {
    return needsSignature(op)
      ? setAside(
          'signature.missing',
          `${op.id} decides about the ${op.entity.kind} ${op.entity.id} and nobody signed it`,
        )
      : accepted;
  }
  const actor = known.actor(op.actor);
  const key = actor?.publicKey ?? (known.hasActors ? null : ownKeyIn(op));
  // What an actor signs before its own enrolment could undo that enrolment: then nothing would say which of them counts.
  if (key === null || (actor !== null && op.hlc < actor.enrolledAt)) {
    const detail = `${op.id} is signed by ${op.actor}, who is not enrolled here`;
    return parked('actor.unknown', detail, actorArrival(op.actor));
  }
  if (!checks.verify(key, signingText(op), op.signature)) {
    return setAside('signature.wrong', `the signature of ${op.id} is not that of ${op.actor}`);
  }
  if (actor !== null && isRefused(op, actor, known)) {
    return setAside(
      'actor.revoked',
      `${op.id} is signed by ${op.actor}, whose key was revoked before or without knowing of it`,
    );
  }
  if (!replacesRightly(op, known, checks))
    return setAside('key.not-replaced', `${op.id} says that a key replaces another, and they do not agree`);
  return keysOf(op, known, checks);
}

/**
 * A clock is the signer's own claim, so a revocation also says what it knew of: nothing else of the revoked actor counts,
 * whatever time it claims. It reaches back like that only from who was enrolled before the one revoked, and revoking who
 * came later can't be undone by any of them. So what an op is judged by never depends on that op, and of two who revoke
 * each other the one enrolled first stands.
 */
function isRefused(op: OpEnvelope, signer: KnownActor, known: KnownKeys): boolean {
  const revokes = op.entity.kind === 'actor' && op.patch['revoked']?.value === true;
  const target = revokes ? known.actor(op.entity.id) : null;
  const isDownward = target !== null && signer.enrolledAt < target.enrolledAt;
  return signer.revocations.some(({ by, hlc, knew }) => {
    const revoker = known.actor(by);
    if (revoker === null || revoker.enrolledAt >= signer.enrolledAt) return !isDownward && op.hlc > hlc;
    return op.hlc > hlc || (knew !== null && op.hlc > (knew[op.device] ?? ''));
  });
}

/** The name under which an actor arrives, for ops that wait until it is enrolled. */
export function actorArrival(id: string): string {
  return `actor:${id}`;
}

/** The first actor of a workspace enrols itself. */
function ownKeyIn(op: OpEnvelope): string | null {
  const isOwn = op.entity.kind === 'actor' && op.entity.id === op.actor;
  return isOwn ? textOf(op, 'publicKey') : null;
}

/** A key is enrolled once, and under its own fingerprint: that is what people compare. */
function keysOf(op: OpEnvelope, known: KnownKeys, checks: KeyChecks): Verdict {
  const { kind, id } = op.entity;
  if (kind !== 'actor' && kind !== 'device') return accepted;
  const given = textOf(op, kind === 'actor' ? 'publicKey' : 'signingKey');
  const before = keyBefore(op, known);
  if (given !== null && before !== null && before !== given)
    return setAside('key.changed', `${op.id} gives ${id} another key than it was enrolled with`);
  const claimed = textOf(op, 'fingerprint');
  if (given === null && claimed === null) return accepted;
  const key = given ?? before;
  const own = key === null ? null : checks.fingerprint(key);
  return own !== null && own === claimed
    ? accepted
    : setAside('fingerprint.wrong', `${op.id} enrols ${id} with a fingerprint that is not its key's`);
}

/** Both keys have to agree that one person has them. */
function replacesRightly(op: OpEnvelope, known: KnownKeys, checks: KeyChecks): boolean {
  const said = op.patch['replaces'];
  if (op.entity.kind !== 'actor' || said === undefined) return true;
  const replaces = Replaces.safeParse(said.value);
  const key = textOf(op, 'publicKey') ?? keyBefore(op, known);
  if (!replaces.success || key === null || replaces.data.actor !== op.actor) return false;
  return checks.verify(key, replacingText(op.entity.id, op.actor), replaces.data.proof);
}

/** The key that its entity has without this op; of an actor's keys the one given first by the clock is its own. */
function keyBefore({ entity, hlc }: OpEnvelope, known: KnownKeys): string | null {
  if (entity.kind === 'device') return known.device(entity.id)?.signingKey ?? null;
  const actor = known.actor(entity.id);
  return actor === null || hlc < actor.enrolledAt ? null : actor.publicKey;
}

function textOf(op: OpEnvelope, field: string): string | null {
  const value = op.patch[field]?.value;
  return typeof value === 'string' ? value : null;
}
