import type { SignoffPolicy } from '../../../core/domain/readiness/signoff/policy.ts';
import { type Reviewers, reviewFault } from '../../../core/domain/readiness/signoff/reviewers.ts';
import type {
  GapFilter,
  GapRow,
  SignoffCounts,
  SignoffFilter,
  SignoffRow,
} from '../../../core/domain/readiness/signoff/signoff-row.ts';
import type { WorkedOut } from '../../../core/domain/readiness/signoff/work-out-standing.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import type { ActorId, ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { Steps } from '../../../core/kernel/steps.ts';
import type { Reader } from '../../handle.ts';
import { sameItems } from '../../records/item-join.ts';
import { type GapRecord, readGaps, readPolicies } from '../../records/readiness/signoff.ts';
import { idsShownAs } from '../../records/shown-as.ts';
import { type ShownNames, shownNames } from './evidence-list.ts';
import { readReviewers } from './signoff-standings.ts';

const ROWS_LISTED = 500;
const ITEMS_PER_STEP = 50;

/** Who asks, and by what signatures are judged. */
export interface SignoffReading {
  readonly me: ActorId;
  readonly checks: KeyChecks;
  readonly now: number;
}

/** As it is listed; how the item's own status follows is the engine's to say. */
export type ListedSignoff = Omit<SignoffRow, 'cell'>;

/** Items that were ever put up and fit, the newest request first. `standings`: how every one of them stands. */
export function* listSignoffs(
  read: Reader,
  standings: ReadonlyMap<ItemId, WorkedOut>,
  { trackerId, state, mine, asked = false, words }: SignoffFilter,
  reading: Pick<SignoffReading, 'me'>,
): Steps<{ readonly rows: ListedSignoff[] } & SignoffCounts> {
  const facts = listingFacts(read);
  const trackers = new Set<string>(JSON.parse(idsShownAs(read, trackerId)));
  const states = { none: 0, requested: 0, returned: 0, signed: 0, stale: 0, withdrawn: 0 };
  let waiting = 0;
  const fitting: WorkedOut[] = [];
  let seen = 0;
  for (const standing of standings.values()) {
    seen += 1;
    if (seen % ITEMS_PER_STEP === 0) yield;
    const { request } = standing;
    if (request === null || !trackers.has(request.asked.tracker)) continue;
    if (words !== '' && !namesHold(facts.named, standing, words)) continue;
    if (asked && !facts.people.samePerson(request.asked.by, reading.me)) continue;
    const own = rolesOpenTo(standing, reading.me, facts.people, facts.policy);
    states[standing.state] += 1;
    if (own.length > 0) waiting += 1;
    if ((state === null || standing.state === state) && (!mine || own.length > 0)) fitting.push(standing);
  }
  const inOrder = fitting.toSorted((a, b) => ((a.request?.hlc ?? '') < (b.request?.hlc ?? '') ? 1 : -1));
  const rows = inOrder.slice(0, ROWS_LISTED).map((standing) => signoffRow(read, standing, reading, facts));
  return { rows, total: fitting.length, states, mine: waiting };
}

export interface ListingFacts {
  readonly named: ShownNames;
  readonly people: Reviewers;
  readonly policy: SignoffPolicy;
}

export function listingFacts(read: Reader): ListingFacts {
  return {
    named: shownNames(read),
    people: readReviewers(read),
    policy: readPolicies(read).inForce(null).policy,
  };
}

function namesHold(named: ShownNames, { itemId, request }: WorkedOut, words: string): boolean {
  const { itemTitle } = named.item(itemId);
  const trackerName = request === null ? '' : named.tracker(request.asked.tracker).trackerName;
  const text = `${itemTitle} ${trackerName}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** Roles in which somebody may sign now: nobody has, or they have and the item says something else since. */
export function rolesOpenTo(
  { state, request, toSign }: WorkedOut,
  me: ActorId,
  people: Reviewers,
  policy: SignoffPolicy,
): SignoffRow['mine'] {
  const actor = people.actor(me);
  const isOpen = state === 'requested' || state === 'withdrawn';
  if (actor === null || actor.revokedAt !== null || request === null || request.takenBack !== null || !isOpen)
    return [];
  return toSign.filter(
    (role) => reviewFault({ policy, role, actor, askedBy: request.asked.by }, people) === null,
  );
}

interface ItemFacts {
  readonly status: string | null;
  readonly itemState: SignoffRow['itemState'];
  readonly owner: string | null;
}

export function signoffRow(
  read: Reader,
  standing: WorkedOut,
  { me }: Pick<SignoffReading, 'me'>,
  { named, people, policy }: ListingFacts,
): ListedSignoff {
  const { itemId, request, state, because, completedAt } = standing;
  const names = named.item(itemId);
  const item = read.get<ItemFacts>(
    'SELECT status, state AS itemState, owner FROM item WHERE id = ?',
    names.itemId,
  );
  return {
    id: names.itemId,
    ...names,
    ...named.tracker(trackerOf(read, standing)),
    status: item?.status ?? null,
    itemState: item?.itemState ?? null,
    owner: item?.owner ?? null,
    state,
    roles: standing.roles.map(({ role, signed }) => ({
      role,
      signed: signed === null ? null : { by: people.nameOf(signed.by), at: signed.at },
    })),
    because: [...because],
    requestId: request?.id ?? null,
    requested:
      request === null ? null : { by: people.nameOf(request.asked.by), at: Date.parse(request.asked.at) },
    note: request?.asked.note ?? '',
    completedAt,
    openGaps: request?.gaps.filter(({ open }) => open).length ?? 0,
    mine: rolesOpenTo(standing, me, people, policy),
  };
}

/** The item may have come from another tracker since. */
function trackerOf(read: Reader, { itemId, request }: WorkedOut): TrackerId {
  const now = read.value<TrackerId>('SELECT tracker_id FROM item WHERE id = ?', itemId);
  if (now !== null) return now;
  if (request === null) throw new Error(`${itemId} is in no tracker`);
  return request.asked.tracker;
}

const GAPS_LISTED = 500;

/** Gaps, the newest first. */
export function listGaps(
  read: Reader,
  { trackerId, itemId, open }: GapFilter,
): { readonly rows: GapRow[]; readonly total: number; readonly open: number } {
  const named = shownNames(read);
  const people = readReviewers(read);
  const trackers = new Set<string>(JSON.parse(idsShownAs(read, trackerId)));
  const all = readGaps(read, itemId === null ? null : JSON.stringify(sameItems(read, itemId))).filter((gap) =>
    trackers.has(gap.trackerId),
  );
  const fitting = all.filter(({ closedAt }) => open === null || (closedAt === null) === open);
  return {
    rows: fitting.slice(0, GAPS_LISTED).map((gap) => gapRow(gap, named, people)),
    total: fitting.length,
    open: all.filter(({ closedAt }) => closedAt === null).length,
  };
}

function gapRow(gap: GapRecord, named: ShownNames, people: Reviewers): GapRow {
  const { closedAt, closedBy } = gap;
  return {
    id: gap.id,
    ...named.tracker(gap.trackerId),
    ...named.item(gap.itemId),
    requestId: gap.requestId,
    role: gap.role,
    text: gap.says,
    raised: { by: people.nameOf(gap.raisedBy), at: gap.raisedAt },
    closed:
      closedAt === null
        ? null
        : { by: people.nameOf(closedBy ?? ''), at: closedAt, note: gap.closedNote ?? '' },
  };
}
