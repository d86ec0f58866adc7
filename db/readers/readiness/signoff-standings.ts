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
import { atOnce, type Steps } from '../../../core/kernel/steps.ts';
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
} from '../../records/readiness/signoff.ts';
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
  return atOnce(standingSteps(read, itemIds, checks, now));
}

/** The same between other work: all rows are read first, so that they are of one moment. */
export function* standingSteps(
  read: Reader,
  itemIds: readonly ItemId[] | null,
  checks: KeyChecks,
  now: number,
): Steps<ReadonlyMap<ItemId, WorkedOut>> {
  const { shownOf, allOf } = itemAliases(read);
  const asked = itemIds?.map((id) => [id, shownOf(id)] as const) ?? null;
  const ids = asked === null ? null : [...new Set(asked.flatMap(([, shown]) => allOf(shown)))];
  const people = readReviewers(read);
  const judged = historiesToJudge(read, ids, checks, people);
  const named = groupedBy(judged.requests, (one) => shownOf(one.asked.item));
  const aliases = new Map(
    [...named.keys()].flatMap((shown) => allOf(shown).map((id) => [id, shown] as const)),
  );
  const itemNow = signedItems(read, aliases, now);
  const naming: Naming = { person: (id) => people.nameOf(id), evidence: evidenceName(read) };
  const standings = new Map<ItemId, WorkedOut>();
  for (const [id, shown] of asked ?? [...named.keys()].map((one) => [one, one] as const)) {
    const histories = (named.get(shown) ?? []).map((request) => judged.judge(request));
    standings.set(id, workOutStanding(id, histories, itemNow(shown), naming));
    if (standings.size % ITEMS_PER_STEP === 0) yield;
  }
  return standings;
}

const ITEMS_PER_STEP = 50;

export function readReviewers(read: Reader): Reviewers {
  return reviewers(readActors(read));
}

/** All that was asked for these items, by any of their ids, with what came of it. */
export function requestHistories(
  read: Reader,
  itemIds: readonly ItemId[],
  checks: KeyChecks,
  people: Reviewers,
): readonly RequestHistory[] {
  const { requests, judge } = historiesToJudge(read, itemIds, checks, people);
  return requests.map(judge);
}

interface ToJudge {
  readonly requests: readonly RequestRecord[];
  readonly judge: (request: RequestRecord) => RequestHistory;
}

function historiesToJudge(
  read: Reader,
  itemIds: readonly ItemId[] | null,
  checks: KeyChecks,
  people: Reviewers,
): ToJudge {
  const wanted = itemIds === null ? null : JSON.stringify(itemIds);
  const requests = readRequests(read, wanted);
  const ids = wanted === null ? null : JSON.stringify(requests.map(({ id }) => id));
  const judge = historyOf({
    signatures: groupedBy(readSignoffs(read, ids), ({ requestId }) => requestId),
    gaps: groupedBy(readGaps(read, wanted), ({ requestId }) => requestId),
    reviewers: people,
    policies: readPolicies(read),
    genuine: genuineSignatures(checks),
  });
  return { requests, judge };
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
      holdsValues: (publicKey, one) => genuine.holdsValues(publicKey, one),
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
