import { type JudgedBy, judgeSignature } from '../../../core/domain/readiness/signoff/judge-signature.ts';
import type { PolicyHistory } from '../../../core/domain/readiness/signoff/policy-history.ts';
import { type Reviewers, reviewers, reviewFault } from '../../../core/domain/readiness/signoff/reviewers.ts';
import {
  type JudgedSignature,
  type Naming,
  type RaisedGap,
  type RequestHistory,
  type WorkedOut,
  workOutStanding,
} from '../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import type { ItemId, RequestId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import { readActors } from '../../records/actor.ts';
import { itemAliases } from '../../records/item-join.ts';
import {
  type GapRecord,
  type RequestRecord,
  readGaps,
  readPolicies,
  readRequests,
  readSignoffs,
  type SignoffRecord,
} from '../../records/signoff.ts';
import { type GenuineSignatures, genuineSignatures } from './genuine-signatures.ts';
import { evidenceName, signedItems } from './signed-items.ts';

/**
 * How items stand on their way to being signed off, by the ids that were asked for; `null`: every item that was ever put
 * up, by the id it is shown under. One pass over the rows; what a key has signed is computed once and remembered.
 * `now`: what is dated ahead of it is not believed.
 */
export function signoffStandings(
  read: Reader,
  itemIds: readonly ItemId[] | null,
  checks: KeyChecks,
  now: number = Number.POSITIVE_INFINITY,
): ReadonlyMap<ItemId, WorkedOut> {
  const { shownOf, allOf } = itemAliases(read);
  const asked = itemIds?.map((id) => [id, shownOf(id)] as const) ?? null;
  const ids = asked === null ? null : [...new Set(asked.flatMap(([, shown]) => allOf(shown)))];
  const people = readReviewers(read);
  const histories = groupedBy(requestHistories(read, ids, checks, people), (one) => shownOf(one.asked.item));
  const aliases = new Map(
    [...histories.keys()].flatMap((shown) => allOf(shown).map((id) => [id, shown] as const)),
  );
  const itemNow = signedItems(read, aliases, now);
  const naming: Naming = { person: (id) => people.nameOf(id), evidence: evidenceName(read) };
  const standing = (id: ItemId, shown: ItemId): WorkedOut =>
    workOutStanding(id, histories.get(shown) ?? [], itemNow(shown), naming);
  return new Map(
    asked === null
      ? [...histories.keys()].map((shown) => [shown, standing(shown, shown)])
      : asked.map(([id, shown]) => [id, standing(id, shown)]),
  );
}

export function readReviewers(read: Reader): Reviewers {
  return reviewers(readActors(read));
}

/** All that was asked for these items, by any of their ids, with what came of it; `null`: for every item. */
export function requestHistories(
  read: Reader,
  itemIds: readonly ItemId[] | null,
  checks: KeyChecks,
  people: Reviewers,
): readonly RequestHistory[] {
  const wanted = itemIds === null ? null : JSON.stringify(itemIds);
  const requests = readRequests(read, wanted);
  if (requests.length === 0) return [];
  const ids = wanted === null ? null : JSON.stringify(requests.map(({ id }) => id));
  const judged = historyOf({
    signatures: groupedBy(readSignoffs(read, ids), ({ requestId }) => requestId),
    gaps: groupedBy(readGaps(read, wanted), ({ requestId }) => requestId),
    reviewers: people,
    policies: readPolicies(read),
    genuine: genuineSignatures(checks),
  });
  return requests.map(judged);
}

interface Material {
  readonly signatures: ReadonlyMap<RequestId, readonly SignoffRecord[]>;
  readonly gaps: ReadonlyMap<RequestId, readonly GapRecord[]>;
  readonly reviewers: Reviewers;
  readonly policies: PolicyHistory;
  readonly genuine: GenuineSignatures;
}

function historyOf(material: Material): (request: RequestRecord) => RequestHistory {
  const { signatures, gaps, reviewers: people, policies, genuine } = material;
  return (request) => {
    const by: JudgedBy = {
      request,
      reviewers: people,
      policies,
      isOf: (publicKey, one) => genuine.isOf(publicKey, one),
      holdsValues: (one) => genuine.holdsValues(one),
    };
    return {
      ...request,
      signatures: (signatures.get(request.id) ?? []).map((one): JudgedSignature => {
        const takenBack = one.takenBackBy.find((taken) => people.samePerson(taken.by, one.statement.actor));
        return { ...one, judgement: judgeSignature(one, by), takenBack: takenBack ?? null };
      }),
      gaps: (gaps.get(request.id) ?? []).flatMap((gap) => gapThatCounts(gap, request, material) ?? []),
    };
  };
}

/** Raised by somebody who may review in that role; anything else is noise. */
function gapThatCounts(
  { id, itemId, role, says, raisedBy, hlc, closedAt }: GapRecord,
  { asked, hlc: askedAt }: RequestRecord,
  { reviewers: people, policies }: Material,
): RaisedGap | null {
  const actor = people.actor(raisedBy);
  const { policy } = policies.inForce(hlc);
  const counts =
    actor !== null &&
    hlc > askedAt &&
    itemId === asked.item &&
    asked.roles.includes(role) &&
    reviewFault({ policy, role, actor, askedBy: asked.by }, people) === null;
  return counts ? { id, role, text: says, by: raisedBy, hlc, open: closedAt === null } : null;
}

function groupedBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
