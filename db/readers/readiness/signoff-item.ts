import { type Differences, differencesSince } from '../../../core/domain/readiness/signoff/differences.ts';
import { reviewRefusal } from '../../../core/domain/readiness/signoff/judge-signature.ts';
import { reviewFault } from '../../../core/domain/readiness/signoff/reviewers.ts';
import type {
  DifferencesRow,
  PolicyRow,
  SignoffItem,
  StatementRow,
} from '../../../core/domain/readiness/signoff/signoff-row.ts';
import {
  type JudgedSignature,
  type RequestHistory,
  signaturesThatCount,
  type WorkedOut,
} from '../../../core/domain/readiness/signoff/work-out-standing.ts';
import { parseHlc } from '../../../core/kernel/hlc.ts';
import type { ItemId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { readActors } from '../../records/actor.ts';
import { sameItems } from '../../records/item-join.ts';
import { readPolicies } from '../../records/readiness/signoff.ts';
import { evidenceName, signedItems } from './signed-items.ts';
import {
  type ListingFacts,
  listGaps,
  listingFacts,
  type SignoffReading,
  signoffRow,
} from './signoff-list.ts';
import { requestHistories, signoffStandings } from './signoff-standings.ts';

const STATEMENTS_SHOWN = 200;

export type ShownSignoff = Omit<SignoffItem, 'cell' | 'whyNotAsk' | 'whyNotAskCode'>;

/** All that was asked and signed of one item; null for one that is nowhere and was never put up. */
export function signoffItem(
  read: Reader,
  itemId: ItemId,
  reading: SignoffReading,
): { readonly row: ShownSignoff; readonly standing: WorkedOut } | null {
  const facts = listingFacts(read);
  const names = facts.named.item(itemId);
  const shown = names.itemId;
  const standing = signoffStandings(read, [shown], reading.checks, reading.now).get(shown);
  if (standing === undefined || (names.itemGone && standing.request === null)) return null;
  const ids = sameItems(read, shown);
  const histories = requestHistories(read, ids, reading.checks, facts.people).toSorted((a, b) =>
    a.hlc < b.hlc ? 1 : -1,
  );
  const own = standing.request;
  const counting = new Set(own === null ? [] : [...signaturesThatCount(own).values()].map(({ id }) => id));
  const row: ShownSignoff = {
    ...signoffRow(read, standing, reading, facts),
    reviews: reviewsOf(standing, reading, facts),
    canTakeBack:
      own !== null &&
      [...signaturesThatCount(own).values()].some(({ statement }) =>
        facts.people.samePerson(statement.actor, reading.me),
      ),
    differences: differencesRow(read, standing.differences),
    sinceLast: sinceLast(read, shown, histories, own, reading, facts),
    gaps: listGaps(read, { trackerId: null, itemId: shown, open: null }).rows,
    statements: histories
      .flatMap((history) => history.signatures)
      .toSorted((a, b) => (a.hlc < b.hlc ? 1 : -1))
      .slice(0, STATEMENTS_SHOWN)
      .map((one) => statementRow(one, counting.has(one.id), facts)),
  };
  return { row, standing };
}

function reviewsOf(
  standing: WorkedOut,
  { me }: SignoffReading,
  { people, policy }: ListingFacts,
): SignoffItem['reviews'] {
  const { request } = standing;
  const roles = request?.asked.roles ?? policy.required;
  const actor = people.actor(me);
  const isOpen = standing.state === 'requested' || standing.state === 'withdrawn';
  return roles.map((role) => {
    const known = policy.roles.find(({ id }) => id === role);
    const signed = standing.roles.find((one) => one.role === role)?.signed ?? null;
    const whyNot = (): string | null => {
      if (actor === null) return 'Nobody acts here.';
      const fault = reviewFault({ policy, role, actor, askedBy: request?.asked.by ?? me }, people);
      if (request === null || !isOpen || request.takenBack !== null) return 'It is not asked for now.';
      if (fault !== null) return reviewRefusal(fault, role);
      return standing.toSign.includes(role) ? null : 'It is signed already.';
    };
    return {
      role,
      title: known?.title ?? role,
      holders: known?.holders.map((id) => people.nameOf(id)) ?? [],
      signed: signed === null ? null : { by: people.nameOf(signed.by), at: signed.at },
      whyNot: whyNot(),
    };
  });
}

function statementRow(
  { id, statement, signature, judgement, takenBack }: JudgedSignature,
  counts: boolean,
  { people }: ListingFacts,
): StatementRow {
  return {
    id,
    requestId: statement.request,
    role: statement.role,
    signed: { by: people.nameOf(statement.actor), at: Date.parse(statement.at) },
    actorId: statement.actor,
    fingerprint: statement.key,
    revision: statement.revision,
    policy: statement.policy,
    pieces: statement.evidence.length,
    counts,
    fault: judgement.valid ? null : { code: judgement.code, says: judgement.says },
    takenBack: takenBack === null ? null : { by: people.nameOf(takenBack.by), at: takenBack.at },
    statement: { statement, signature },
  };
}

/** Against the last signature that was given before the newest request. */
function sinceLast(
  read: Reader,
  shown: ItemId,
  histories: readonly RequestHistory[],
  own: RequestHistory | null,
  { now }: SignoffReading,
  { people }: ListingFacts,
): SignoffItem['sinceLast'] {
  const before = histories
    .filter(({ id, hlc }) => own === null || (id !== own.id && hlc < own.hlc))
    .flatMap((history) => history.signatures)
    .filter(({ judgement, takenBack }) => judgement.valid && takenBack === null)
    .toSorted((a, b) => (a.hlc < b.hlc ? 1 : -1))[0];
  if (before === undefined) return null;
  const item = signedItems(read, new Map(sameItems(read, shown).map((id) => [id, shown])), now)(shown);
  const { statement, values, hlc } = before;
  return {
    by: people.nameOf(statement.actor),
    at: parseHlc(hlc)?.millis ?? 0,
    role: statement.role,
    ...differencesRow(read, differencesSince({ fields: values, evidence: statement.evidence }, item)),
  };
}

function differencesRow(read: Reader, { itemGone, fields, evidence }: Differences): DifferencesRow {
  const where = evidenceName(read);
  return {
    itemGone,
    fields: [...fields],
    evidence: evidence.map(({ id, change }) => ({ id, where: where(id), change })),
  };
}

export function policyRow(read: Reader): PolicyRow {
  const policies = readPolicies(read);
  const { version, policy } = policies.inForce(null);
  const last = policies.adoptions.toSorted((a, b) => (a.hlc < b.hlc ? 1 : -1))[0];
  const holders = new Set(policy.roles.flatMap((role) => role.holders));
  const actors = readActors(read).filter(({ id, kind }) => kind === 'person' || holders.has(id));
  return {
    id: 'policy',
    version,
    policy,
    adopted:
      last === undefined
        ? null
        : {
            by: actors.find(({ id }) => id === last.by)?.name ?? last.by,
            at: parseHlc(last.hlc)?.millis ?? 0,
          },
    actors: actors.map(({ id, name, kind, revokedAt }) => ({ id, name, kind, revoked: revokedAt !== null })),
  };
}
