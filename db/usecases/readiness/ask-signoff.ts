import type { EntityOp } from '../../../core/domain/entity-kinds.ts';
import { EVIDENCE_TIERS } from '../../../core/domain/readiness/evidence.ts';
import type { RoleId } from '../../../core/domain/readiness/signoff/policy.ts';
import type { PolicyVersion } from '../../../core/domain/readiness/signoff/policy-history.ts';
import type { SignoffAsked } from '../../../core/domain/readiness/signoff/signoff-ops.ts';
import { takenBackBy } from '../../../core/domain/readiness/signoff/signoff-ops.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import { counted } from '../../../core/domain/trackers/read/counted.ts';
import type { ItemRow } from '../../../core/domain/trackers/rows/item-rows.ts';
import { isFarAhead } from '../../../core/kernel/hlc.ts';
import type { ItemId, RequestId } from '../../../core/kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { Reader } from '../../handle.ts';
import { itemRow } from '../../readers/items/item-rows.ts';
import { openChildTasks } from '../../readers/readiness/child-tasks.ts';
import { listEvidence } from '../../readers/readiness/evidence-list.ts';
import { signedEvidence, signedItems } from '../../readers/readiness/signed-items.ts';
import {
  readReviewers,
  requestHistories,
  signoffStandings,
} from '../../readers/readiness/signoff-standings.ts';
import { sameItems } from '../../records/item-join.ts';
import { readPolicies, requestIdOf } from '../../records/readiness/signoff.ts';
import { readTracker } from '../../records/tracker.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import type { Signing } from './evidence.ts';

/** Of one kind; the count has all. */
const NAMED_IN_SENTENCE = 5;
const MOST_EVIDENCE = 1000;

export interface AskInput {
  readonly itemId: ItemId;
  /** Empty: those that the policy requires. */
  readonly roles: readonly RoleId[];
  readonly note: string;
}

/** Puts an item up to be signed off. */
export function askForSignoff(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  { itemId, roles: named, note }: AskInput,
  checks: KeyChecks,
): Result<{ readonly requestId: RequestId; readonly roles: readonly RoleId[] }> {
  return db.write('full', (tx) => {
    const item = itemRow(tx.db, itemId);
    if (item === null) return noItem(itemId);
    const inForce = readPolicies(tx.db).inForce(null);
    const roles = [...new Set(named.length === 0 ? inForce.policy.required : named)];
    const refused = whyNotAsk(tx.db, item, roles, inForce, checks, tx.now);
    if (refused !== null) return { ok: false, error: refused };
    const revision = readTracker(tx.db, item.trackerId)?.revisionId ?? null;
    const now = signedItems(
      tx.db,
      new Map(sameItems(tx.db, item.id).map((id) => [id, item.id])),
      tx.now,
    )(item.id);
    if (revision === null || now.fields === null) return noItem(itemId);
    const asked: SignoffAsked = {
      tracker: item.trackerId,
      item: item.id,
      roles,
      note,
      fields: now.fields,
      revision,
      evidence: signedEvidence(now),
      policy: inForce.version,
      by: actorId,
      at: momentOf(tx),
    };
    const requestId = requestIdOf(asked);
    const ops: EntityOp[] = [
      { entity: { kind: 'signoff-request', id: requestId }, patch: { asked: { value: asked } } },
    ];
    appendOps(tx, { actorId, sign, correlation: tx.id('cr'), ops });
    return ok({ requestId, roles });
  });
}

/** Why an item can't be put up now, in words; null where it can. */
export function whyNotAsk(
  read: Reader,
  item: ItemRow,
  roles: readonly RoleId[],
  { policy }: PolicyVersion,
  checks: KeyChecks,
  now: number,
): Failure | null {
  const refusal = (code: string, says: string): Failure =>
    fail(code, `${says} Nothing was asked for.`, { itemId: item.id }).error;
  const known = policy.roles.map(({ id }) => id);
  const unknown = roles.find((role) => !known.includes(role));
  if (unknown !== undefined)
    return refusal('signoff.no-role', `The policy has no role "${unknown}"; it has ${known.join(', ')}.`);
  const standing = signoffStandings(read, [item.id], checks, now).get(item.id);
  if (standing?.state === 'requested')
    return refusal('signoff.open', `"${item.title}" waits to be signed off already.`);
  if (standing?.state === 'signed')
    return refusal('signoff.signed', `"${item.title}" is signed off, and nothing has changed since.`);
  const gaps = requestHistories(read, sameItems(read, item.id), checks, readReviewers(read))
    .flatMap((request) => request.gaps)
    .filter(({ open }) => open);
  if (gaps.length > 0) {
    const says = `"${item.title}" has ${counted(gaps.length, 'open gaps')}: ${some(gaps.map(({ text }) => text))}.`;
    return refusal('signoff.open-gaps', `${says} Close what was mended first.`);
  }
  const children = openChildTasks(read, item);
  if (children.length > 0) {
    const says = `"${item.title}" has ${counted(children.length, 'tasks')} that are neither done nor dropped`;
    return refusal('signoff.open-tasks', `${says}: ${some(children)}.`);
  }
  return whyNotProven(read, item, policy.evidence, now, refusal);
}

function whyNotProven(
  read: Reader,
  item: ItemRow,
  { atLeast, tier }: PolicyVersion['policy']['evidence'],
  now: number,
  refusal: (code: string, says: string) => Failure,
): Failure | null {
  const { rows, total } = listEvidence(
    read,
    { trackerId: null, itemId: item.id, state: null, type: null, withdrawn: false },
    now,
  );
  if (total > MOST_EVIDENCE)
    return refusal(
      'signoff.too-much-evidence',
      `"${item.title}" has ${total} pieces of evidence; ${MOST_EVIDENCE} can be signed.`,
    );
  const least = EVIDENCE_TIERS.indexOf(tier);
  const good = rows.filter((row) => row.state === 'verified' && EVIDENCE_TIERS.indexOf(row.tier) >= least);
  if (good.length >= atLeast) return null;
  const needed = `${counted(atLeast, 'pieces of evidence')} that ${atLeast === 1 ? 'is' : 'are'} verified${
    tier === 'claimed' ? '' : `, of tier ${tier} or better`
  }`;
  const others = rows.filter((row) => !good.includes(row)).map((row) => `${row.where} is ${row.state}`);
  const has = others.length === 0 ? `it has ${good.length}` : `it has ${good.length}; ${some(others)}`;
  return refusal('signoff.evidence-needed', `"${item.title}" needs ${needed}: ${has}.`);
}

/** Takes a request back; any person may, so that nothing waits for somebody who is gone. */
export function withdrawRequest(
  db: WorkspaceDb,
  { actorId, sign }: Signing,
  itemId: ItemId,
  checks: KeyChecks,
): Result<{ readonly requestId: RequestId }> {
  return db.write('full', (tx) => {
    const request = signoffStandings(tx.db, [itemId], checks, tx.now).get(itemId)?.request ?? null;
    if (request === null || request.takenBack !== null)
      return fail('signoff.nothing-to-withdraw', 'No request waits here. Nothing was changed.', { itemId });
    const patch = { [takenBackBy(actorId)]: { value: true } };
    const ops: EntityOp[] = [{ entity: { kind: 'signoff-request', id: request.id }, patch }];
    appendOps(tx, { actorId, sign, correlation: tx.id('cr'), ops });
    return ok({ requestId: request.id });
  });
}

export function noItem(itemId: string) {
  return fail('item.not-found', 'There is no such item in a text here. Nothing was changed.', { itemId });
}

function some(texts: readonly string[]): string {
  const shown = texts.slice(0, NAMED_IN_SENTENCE).join('; ');
  return texts.length > NAMED_IN_SENTENCE ? `${shown}; and ${texts.length - NAMED_IN_SENTENCE} more` : shown;
}

/** By the clock that the op gets: a little ahead of the wall's it goes on from there, far ahead it goes back with it. */
export function momentOf(tx: Transaction): string {
  const { now, clock } = tx;
  return new Date(isFarAhead(clock.millis, now) ? now : Math.max(now, clock.millis)).toISOString();
}
