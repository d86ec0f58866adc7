import { parseHlc } from '../../../kernel/hlc.ts';
import type { ActorId, EvidenceId, GapId, ItemId } from '../../../kernel/ids.ts';
import {
  type Differences,
  differenceSentences,
  differencesSince,
  isDifferent,
  NO_DIFFERENCES,
  type SignedItem,
} from './differences.ts';
import type { Judgement, RequestFacts, SignatureFacts } from './judge-signature.ts';
import type { RoleId } from './policy.ts';
import type { RoleStanding, SignoffStanding } from './standing.ts';

/** Who took something back, and when. */
export interface TakenBack {
  readonly by: ActorId;
  readonly at: number;
}

export interface JudgedSignature extends SignatureFacts {
  readonly judgement: Judgement;
  /** By whoever signed. */
  readonly takenBack: TakenBack | null;
}

export interface RaisedGap {
  readonly id: GapId;
  readonly role: RoleId;
  readonly text: string;
  readonly by: ActorId;
  readonly hlc: string;
  readonly open: boolean;
}

export interface RequestHistory extends RequestFacts {
  readonly takenBack: TakenBack | null;
  readonly signatures: readonly JudgedSignature[];
  /** Those that somebody raised who might. */
  readonly gaps: readonly RaisedGap[];
}

/** The standing of an item, and what it follows from. */
export interface WorkedOut extends SignoffStanding {
  readonly request: RequestHistory | null;
  /** When the last role was signed; null where some role is not. */
  readonly completedAt: number | null;
  /** Against what was signed, or what was asked for while nobody signed. */
  readonly differences: Differences;
  /** Roles that nobody signed, or whose signature is of what the item said before. */
  readonly toSign: readonly RoleId[];
  /** What does not count, for roles that nobody signed. */
  readonly refused: readonly JudgedSignature[];
}

/** What people and evidence are called. */
export interface Naming {
  readonly person: (id: ActorId) => string;
  readonly evidence: (id: EvidenceId) => string;
}

/** How an item stands by all that was ever asked for it, in any order. */
export function workOutStanding(
  itemId: ItemId,
  requests: readonly RequestHistory[],
  now: SignedItem,
  naming: Naming,
): WorkedOut {
  const request = countingRequest(requests);
  if (request === null) return nothingAsked(itemId);
  const { asked, gaps, takenBack } = request;
  const counting = signaturesThatCount(request);
  const roles = asked.roles.map((role): RoleStanding => {
    const one = counting.get(role);
    return {
      role,
      signed: one === undefined ? null : { id: one.id, by: one.statement.actor, at: millisOf(one.hlc) },
    };
  });
  const isComplete = roles.every(({ signed }) => signed !== null);
  const signed = [...counting.values()];
  const since = new Map(
    signed.map((one) => [
      one.statement.role,
      differencesSince({ fields: one.values, evidence: one.statement.evidence }, now),
    ]),
  );
  const differences =
    signed.length === 0
      ? differencesSince(asked, now)
      : ([...since.values()].find((one) => isDifferent(one)) ?? NO_DIFFERENCES);
  const toSign = asked.roles.filter((role) => {
    const one = since.get(role);
    return one === undefined || isDifferent(one);
  });
  const refused = request.signatures.filter(
    ({ judgement, statement }) => !judgement.valid && !counting.has(statement.role),
  );
  const facts = {
    itemId,
    requestId: request.id,
    requestedBy: asked.by,
    roles,
    request,
    completedAt: isComplete ? Math.max(...signed.map(({ hlc }) => millisOf(hlc))) : null,
    differences,
    toSign,
    refused,
  };
  const changes = () => differenceSentences(differences, naming.evidence);
  const doubts = refused.flatMap(({ judgement }) => (judgement.valid ? [] : [judgement.says]));
  if (takenBack !== null) {
    const says = `${naming.person(takenBack.by)} withdrew the request.`;
    return { ...facts, state: 'withdrawn', because: [says] };
  }
  if (gaps.length > 0) return { ...facts, state: 'returned', because: gapSentences(gaps, naming) };
  if (isComplete && isDifferent(differences)) return { ...facts, state: 'stale', because: changes() };
  if (isComplete) return { ...facts, state: 'signed', because: [] };
  const back = takenBackSentences(request, counting, naming);
  if (everyRoleWasSigned(request)) return { ...facts, state: 'withdrawn', because: [...back, ...doubts] };
  return {
    ...facts,
    state: 'requested',
    because: [...back, ...doubts, ...(signed.length > 0 ? changes() : [])],
  };
}

function nothingAsked(itemId: ItemId): WorkedOut {
  return {
    itemId,
    state: 'none',
    requestId: null,
    requestedBy: null,
    roles: [],
    because: [],
    request: null,
    completedAt: null,
    differences: NO_DIFFERENCES,
    toSign: [],
    refused: [],
  };
}

/** The newest one; a request that was taken back before anybody answered it is as if it had never been made. */
function countingRequest(requests: readonly RequestHistory[]): RequestHistory | null {
  const counting = requests.filter(
    ({ takenBack, signatures, gaps }) =>
      takenBack === null || gaps.length > 0 || signatures.some(({ judgement }) => judgement.valid),
  );
  return counting.toSorted((a, b) => (a.hlc < b.hlc ? 1 : -1))[0] ?? null;
}

/** By role, the newest that is valid and was not taken back. */
export function signaturesThatCount({ signatures }: RequestHistory): ReadonlyMap<RoleId, JudgedSignature> {
  const byRole = new Map<RoleId, JudgedSignature>();
  for (const one of signatures) {
    if (!one.judgement.valid || one.takenBack !== null) continue;
    const other = byRole.get(one.statement.role);
    if (other === undefined || other.hlc < one.hlc) byRole.set(one.statement.role, one);
  }
  return byRole;
}

function everyRoleWasSigned({ asked, signatures }: RequestHistory): boolean {
  const ever = new Set(
    signatures.flatMap(({ judgement, statement }) => (judgement.valid ? [statement.role] : [])),
  );
  return asked.roles.every((role) => ever.has(role));
}

function takenBackSentences(
  { signatures }: RequestHistory,
  counting: ReadonlyMap<RoleId, JudgedSignature>,
  { person }: Naming,
): string[] {
  return signatures.flatMap(({ judgement, takenBack, statement }) =>
    judgement.valid && takenBack !== null && !counting.has(statement.role)
      ? [`${person(takenBack.by)} withdrew the signature as ${statement.role}.`]
      : [],
  );
}

function gapSentences(gaps: readonly RaisedGap[], { person }: Naming): string[] {
  const open = gaps.filter((gap) => gap.open);
  return open.length === 0
    ? ['It was returned, and every gap is closed: it can be asked for again.']
    : open.map(({ by, role, text }) => `${person(by)} (${role}) found missing: ${text}`);
}

function millisOf(hlc: string): number {
  return parseHlc(hlc)?.millis ?? 0;
}
