import { MAX_DRIFT_MS, parseHlc } from '../../../kernel/hlc.ts';
import type { ActorId, RequestId, SignoffId } from '../../../kernel/ids.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import type { PolicyHistory } from './policy-history.ts';
import { type Reviewers, type ReviewFault, reviewFault } from './reviewers.ts';
import type { SignoffAsked, SignoffGiven } from './signoff-ops.ts';
import type { SignoffStatement } from './statement.ts';

/** Why a signature does not count, for programs. */
export type SignatureFault =
  | ReviewFault
  | 'unknown-actor'
  | 'other-author'
  | 'other-key'
  | 'forged'
  | 'values-differ'
  | 'key-revoked'
  | 'no-request'
  | 'other-item'
  | 'before-request'
  | 'role-not-asked'
  | 'wrong-date'
  | 'policy-unknown'
  | 'policy-not-in-force';

export interface SignatureFacts extends SignoffGiven {
  readonly id: SignoffId;
  /** Whose op brought it, and its clock. */
  readonly writtenBy: ActorId;
  readonly hlc: string;
}

export interface RequestFacts {
  readonly id: RequestId;
  readonly asked: SignoffAsked;
  readonly hlc: string;
}

export interface JudgedBy {
  readonly request: RequestFacts | null;
  readonly reviewers: Reviewers;
  readonly policies: PolicyHistory;
  /** Whether it is this key's signature over the canonical JSON of the statement. */
  readonly isOf: (publicKey: string, signature: SignatureFacts) => boolean;
  /** Whether the statement's hash is that of the values beside it. */
  readonly holdsValues: (publicKey: string, signature: SignatureFacts) => boolean;
}

export type Judgement =
  | { readonly valid: true }
  | { readonly valid: false; readonly code: SignatureFault; readonly says: string };

/**
 * Whether a signature counts. It follows from what the logs say and from the clocks of the ops, never from the order in
 * which they came, so every device says the same once it knows the same.
 */
export function judgeSignature(signature: SignatureFacts, by: JudgedBy): Judgement {
  const code = faultOf(signature, by);
  return code === null
    ? { valid: true }
    : { valid: false, code, says: sentence(code, signature.statement, by.reviewers) };
}

function faultOf(signature: SignatureFacts, by: JudgedBy): SignatureFault | null {
  const { statement, writtenBy, hlc } = signature;
  const { request, reviewers, policies } = by;
  const actor = reviewers.actor(statement.actor);
  if (actor === null) return 'unknown-actor';
  if (writtenBy !== statement.actor) return 'other-author';
  if (statement.key !== actor.fingerprint) return 'other-key';
  if (!by.isOf(actor.publicKey, signature)) return 'forged';
  if (!by.holdsValues(actor.publicKey, signature)) return 'values-differ';
  const at = parseHlc(hlc)?.millis ?? 0;
  if (actor.revokedAt !== null && at > actor.revokedAt) return 'key-revoked';
  if (request === null || request.id !== statement.request) return 'no-request';
  const { asked } = request;
  if (statement.item !== asked.item || statement.tracker !== asked.tracker) return 'other-item';
  if (hlc <= request.hlc) return 'before-request';
  if (!asked.roles.includes(statement.role)) return 'role-not-asked';
  if (Math.abs(Date.parse(statement.at) - at) > MAX_DRIFT_MS) return 'wrong-date';
  if (policies.known(statement.policy) === null) return 'policy-unknown';
  const { version, policy } = policies.inForce(hlc);
  if (version !== statement.policy) return 'policy-not-in-force';
  return reviewFault({ policy, role: statement.role, actor, askedBy: asked.by }, reviewers);
}

function sentence(code: SignatureFault, { actor, role }: SignoffStatement, { nameOf }: Reviewers): string {
  const whose = `The signature of ${nameOf(actor)} as ${role} does not count`;
  return `${whose}: ${FAULT_WORDS[code]}.`;
}

/** Behind "does not count:". */
const FAULT_WORDS: Readonly<Record<SignatureFault, string>> = {
  'unknown-actor': 'nobody of that id is enrolled here',
  'other-author': 'somebody else brought it in',
  'other-key': 'it names another key than the one they are enrolled with',
  forged: 'it was not made with their key, or what it says was changed since',
  'values-differ': 'the values beside it are not those that were signed',
  'key-revoked': 'their key had been revoked',
  'no-request': 'the request that it answers is not known here',
  'other-item': 'it is for another item than the request',
  'before-request': 'it is older than the request',
  'role-not-asked': 'nobody asked for that role',
  'wrong-date': 'it is dated otherwise than it was given',
  'policy-unknown': 'it names a policy that was never adopted here',
  'policy-not-in-force': 'another policy was in force when it was given; sign again',
  'role-unknown': 'the policy has no such role',
  'not-a-holder': 'they do not hold that role',
  'own-request': 'nobody signs what they asked for themselves',
};

/** Why a person may not review, to themselves. */
export function reviewRefusal(fault: ReviewFault, role: string): string {
  switch (fault) {
    case 'role-unknown':
      return `The policy has no role "${role}".`;
    case 'not-a-holder':
      return `Only those who hold the role ${role} may review as ${role}.`;
    case 'own-request':
      return 'You asked for this sign-off yourself, and the policy wants somebody else to give it.';
    default:
      return unreachable(fault);
  }
}
