import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import {
  differenceSentences,
  differencesSince,
  isDifferent,
  type SignedItem,
} from '../../../core/domain/readiness/signoff/differences.ts';
import { reviewRefusal } from '../../../core/domain/readiness/signoff/judge-signature.ts';
import type { RoleId, SignoffPolicy } from '../../../core/domain/readiness/signoff/policy.ts';
import {
  type Reviewer,
  type Reviewers,
  reviewFault,
} from '../../../core/domain/readiness/signoff/reviewers.ts';
import {
  type GapRaised,
  type SignoffGiven,
  takenBackBy,
} from '../../../core/domain/readiness/signoff/signoff-ops.ts';
import type { SignoffStatement } from '../../../core/domain/readiness/signoff/statement.ts';
import {
  type RequestHistory,
  signaturesThatCount,
  type WorkedOut,
} from '../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import { canonicalJson } from '../../../core/kernel/canonical-json.ts';
import type { GapId, ItemId, SignoffId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { Reader } from '../../handle.ts';
import { itemRow } from '../../readers/items/item-rows.ts';
import { evidenceName, signedEvidence, signedItems } from '../../readers/readiness/signed-items.ts';
import { readReviewers, signoffStandings } from '../../readers/readiness/signoff-standings.ts';
import { sameItems } from '../../records/item-join.ts';
import { digestOf, gapIdOf, readPolicies, signoffIdOf } from '../../records/readiness/signoff.ts';
import { readTracker } from '../../records/tracker.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import { momentOf, noItem } from './ask-signoff.ts';
import type { Signing } from './evidence.ts';

export interface ReviewInput {
  readonly itemId: ItemId;
  /** Null: the one in which the actor may review, where that is one. */
  readonly role: RoleId | null;
}

/** What a reviewer answers, as it stands in the transaction. */
interface Review {
  readonly itemId: ItemId;
  readonly standing: WorkedOut;
  readonly request: RequestHistory;
  readonly now: SignedItem;
  readonly reviewer: Reviewer;
  readonly people: Reviewers;
  readonly policy: SignoffPolicy;
  readonly version: SignoffStatement['policy'];
}

/** Signs what an item says now, in one of the roles that were asked for. */
export function giveSignoff(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  { itemId, role: wanted }: ReviewInput,
  checks: KeyChecks,
): Result<{ readonly signoffId: SignoffId; readonly role: RoleId; readonly standing: WorkedOut }> {
  return db.write('full', (tx) => {
    const found = openReview(tx, actorId, itemId, checks);
    if (!found.ok) return found;
    const review = found.value;
    const { request, now, reviewer, version } = review;
    const role = roleFor(review, wanted, review.standing.toSign);
    if (!role.ok) return role;
    const revision = readTracker(tx.db, shownTracker(tx.db, review.itemId))?.revisionId ?? null;
    if (revision === null || now.fields === null) return noItem(itemId);
    const unlike = differencesSince({ fields: now.fields, evidence: signedEvidence(now) }, now);
    if (isDifferent(unlike)) {
      const says = differenceSentences(unlike, evidenceName(tx.db)).join(' ');
      return fail(
        'signoff.evidence-changed',
        `${says} Withdraw it or put it right first. Nothing was signed.`,
        { itemId },
      );
    }
    const correlation = tx.id('cr');
    const statement: SignoffStatement = {
      type: 'quarterdeck.sign-off/v1',
      tracker: request.asked.tracker,
      item: request.asked.item,
      request: request.id,
      revision,
      fields: digestOf(now.fields),
      evidence: signedEvidence(now),
      role: role.value,
      actor: reviewer.id,
      key: reviewer.fingerprint,
      at: momentOf(tx),
      correlation,
      policy: version,
    };
    const given: SignoffGiven = { statement, signature: sign(canonicalJson(statement)), values: now.fields };
    const signoffId = signoffIdOf(statement);
    const ops: EntityOp[] = [
      { entity: { kind: 'signoff', id: signoffId }, patch: { signed: { value: given } } },
    ];
    appendOps(tx, { actorId, sign, correlation, ops });
    const standing = standingOf(tx, itemId, checks) ?? review.standing;
    const made = standing.request?.signatures.find(({ id }) => id === signoffId);
    // So where the clock went back since the request was dated.
    if (made?.judgement.valid === false) {
      return fail(
        'signoff.not-counting',
        `${made.judgement.says} Nothing was signed. Set the clock right, or withdraw the request and ask again.`,
        { itemId },
      );
    }
    return ok({ signoffId, role: role.value, standing });
  });
}

/** Sends an item back with what is missing. */
export function returnWithGaps(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  { itemId, role: wanted, gaps }: ReviewInput & { readonly gaps: readonly string[] },
  checks: KeyChecks,
): Result<{ readonly gapIds: readonly GapId[]; readonly role: RoleId }> {
  return db.write('full', (tx) => {
    const found = openReview(tx, actorId, itemId, checks);
    if (!found.ok) return found;
    const { request, reviewer } = found.value;
    const role = roleFor(found.value, wanted, request.asked.roles);
    if (!role.ok) return role;
    const raised = gaps.map(
      (text): GapRaised => ({
        request: request.id,
        tracker: request.asked.tracker,
        item: request.asked.item,
        role: role.value,
        text,
        by: reviewer.id,
        at: momentOf(tx),
      }),
    );
    const ops = new Map(raised.map((one) => [gapIdOf(one), one]));
    appendOps(tx, {
      actorId,
      sign,
      correlation: tx.id('cr'),
      ops: [...ops].map(
        ([id, one]): EntityOp => ({ entity: { kind: 'gap', id }, patch: { raised: { value: one } } }),
      ),
    });
    return ok({ gapIds: [...ops.keys()], role: role.value });
  });
}

/** Takes back what this person signed; in every role, or in one. */
export function withdrawSignatures(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  { itemId, role }: ReviewInput,
  checks: KeyChecks,
): Result<{ readonly signoffIds: readonly SignoffId[]; readonly roles: readonly RoleId[] }> {
  return db.write('full', (tx) => {
    const people = readReviewers(tx.db);
    const request = standingOf(tx, itemId, checks)?.request ?? null;
    const own = request === null ? [] : ownSignatures(request, actorId, people, role);
    if (own.length === 0)
      return fail(
        'signoff.nothing-to-withdraw',
        'You have signed nothing here that counts. Nothing was changed.',
        { itemId },
      );
    appendOps(tx, {
      actorId,
      sign,
      correlation: tx.id('cr'),
      ops: own.map(
        ({ id }): EntityOp => ({
          entity: { kind: 'signoff', id },
          patch: { [takenBackBy(actorId)]: { value: true } },
        }),
      ),
    });
    return ok({
      signoffIds: own.map(({ id }) => id),
      roles: own.map(({ statement }) => statement.role),
    });
  });
}

/** Those of one person that count. */
export function ownSignatures(
  request: RequestHistory,
  actorId: Reviewer['id'],
  { samePerson }: Pick<Reviewers, 'samePerson'>,
  role: RoleId | null,
) {
  return [...signaturesThatCount(request).values()].filter(
    ({ statement }) => samePerson(statement.actor, actorId) && (role === null || statement.role === role),
  );
}

function openReview(
  tx: Transaction,
  actorId: Reviewer['id'],
  itemId: ItemId,
  checks: KeyChecks,
): Result<Review> {
  const item = itemRow(tx.db, itemId);
  if (item === null) return noItem(itemId);
  const standing = standingOf(tx, item.id, checks);
  const request = standing?.request ?? null;
  const isOpen =
    standing !== null &&
    request !== null &&
    request.takenBack === null &&
    (standing.state === 'requested' || standing.state === 'withdrawn');
  if (!isOpen) {
    const says = `Nobody waits for "${item.title}" to be signed off: ${CLOSED[standing?.state ?? 'none']}.`;
    return fail('signoff.not-open', `${says} Nothing was changed.`, { itemId });
  }
  const people = readReviewers(tx.db);
  const reviewer = people.actor(actorId);
  if (reviewer === null) return fail('actor.not-found', 'This actor is unknown here.', { actorId });
  const { version, policy } = readPolicies(tx.db).inForce(null);
  const now = signedItems(
    tx.db,
    new Map(sameItems(tx.db, item.id).map((id) => [id, item.id])),
    tx.now,
  )(item.id);
  return ok({ itemId: item.id, standing, request, now, reviewer, people, policy, version });
}

const CLOSED: Readonly<Record<WorkedOut['state'], string>> = {
  none: 'it was not asked for',
  requested: 'it was not asked for',
  returned: 'it was returned, and has to be asked for again',
  signed: 'it is signed off',
  stale: 'what was signed has changed, and it has to be asked for again',
  withdrawn: 'the request was withdrawn',
};

function roleFor(
  { request, reviewer, people, policy }: Review,
  wanted: RoleId | null,
  open: readonly RoleId[],
): Result<RoleId> {
  const faultIn = (role: RoleId) =>
    reviewFault({ policy, role, actor: reviewer, askedBy: request.asked.by }, people);
  const refuse = (code: string, says: string) =>
    fail(code, `${says} Nothing was changed.`, { requestId: request.id });
  if (wanted !== null) {
    if (!request.asked.roles.includes(wanted))
      return refuse(
        'signoff.no-role',
        `Nobody asked for the role ${wanted}, but for ${request.asked.roles.join(', ')}.`,
      );
    const fault = faultIn(wanted);
    if (fault !== null) return refuse(`signoff.${fault}`, reviewRefusal(fault, wanted));
    return open.includes(wanted) ? ok(wanted) : refuse('signoff.role-signed', `${wanted} is signed already.`);
  }
  const mine = open.filter((role) => faultIn(role) === null);
  const [first, second] = mine;
  if (second !== undefined)
    return refuse('signoff.role-needed', `You may review in several roles; name one of ${mine.join(', ')}.`);
  if (first !== undefined) return ok(first);
  const [role] = open;
  const fault = role === undefined ? null : faultIn(role);
  if (role === undefined || fault === null)
    return refuse('signoff.role-signed', 'Every role is signed already.');
  return refuse(`signoff.${fault}`, reviewRefusal(fault, role));
}

function standingOf(tx: Transaction, itemId: ItemId, checks: KeyChecks): WorkedOut | null {
  return signoffStandings(tx.db, [itemId], checks, tx.now).get(itemId) ?? null;
}

function shownTracker(read: Reader, itemId: ItemId): string {
  return itemRow(read, itemId)?.trackerId ?? '';
}
