import type { ExtraOf, OutputOf, ParsedInputOf, RowOf } from '../../../../core/contract/index.ts';
import { BOARD_LANES, type BoardLane } from '../../../../core/domain/readiness/board/lanes.ts';
import { TrackerId } from '../../../../core/kernel/ids.ts';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import {
  offeredSteps,
  openRoles,
  type Signoff,
  signoffLabels,
  untried,
} from '../../../domains/readiness/signoffs/signoff-labels.ts';
import { dropOn } from '../../../domains/trackers/model/board.ts';
import { nameMoves, refusal } from '../../../domains/trackers/model/moves.ts';
import type { ItemField } from '../../../domains/trackers/model/rows.ts';
import type { BoardColumn } from '../../../ui/board/board-types.ts';
import type { Mark } from '../../../ui/marks/mark.ts';

export type Card = RowOf<'readiness.board'>;
type Detail = OutputOf<'trackers.item'>;
type State = NonNullable<Card['itemState']>;

export const laneLabels: Readonly<Record<BoardLane, string>> = {
  unknown: 'No known status',
  'not-started': 'Not started',
  'in-progress': 'In progress',
  done: 'Done, not signed off',
  ready: 'Ready for sign-off',
  returned: 'Returned',
  signed: 'Signed off',
  stale: 'Stale or withdrawn',
};

const laneMarks: Readonly<Record<BoardLane, Mark>> = {
  unknown: 'unknown',
  'not-started': 'planned',
  'in-progress': 'active',
  done: 'done',
  ready: 'review',
  returned: 'at-risk',
  signed: 'locked',
  stale: 'stale',
};

/** What an item's own status says where its lane says the same. */
const plainStates: Partial<Record<BoardLane, State>> = {
  'not-started': 'planned',
  'in-progress': 'active',
  done: 'done',
  ready: 'review',
  signed: 'locked',
};

/** An item's own word is said where its lane does not say it: blocked, or signed off while the sign-off is stale. */
export function saysMore({ lane, status, itemState }: Pick<Card, 'lane' | 'status' | 'itemState'>): boolean {
  return status !== null && plainStates[lane] !== itemState;
}

/** Not on the way to a sign-off: there only while something is on them. */
const asideLanes: readonly BoardLane[] = ['unknown', 'done'];

/** The way to a sign-off from left to right, with true counts. */
export function boardColumns(counts: ExtraOf<'readiness.board'> | null): readonly BoardColumn[] {
  return BOARD_LANES.filter((lane) => !asideLanes.includes(lane) || (counts?.lanes[lane] ?? 0) > 0).map(
    (lane) => ({ id: lane, label: laneLabels[lane], mark: laneMarks[lane], count: counts?.lanes[lane] }),
  );
}

export type BoardMove =
  | { readonly kind: 'same' }
  | { readonly kind: 'dialog'; readonly step: 'request' | 'approve' | 'return' }
  /** The field of the status to set and the word to write. */
  | { readonly kind: 'status'; readonly field: ItemField; readonly value: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** A status that stands for a lane; the others follow from a sign-off. */
const statusOfLane: Partial<Record<BoardLane, State>> = {
  'not-started': 'planned',
  'in-progress': 'active',
  done: 'done',
};

/** What it means to move a card to a lane: a step of its sign-off, a new status, or why neither, naming what is legal. */
export function moveTo(card: Card, lane: BoardLane, detail: Detail, signoff: Signoff): BoardMove {
  if (lane === card.lane) return { kind: 'same' };
  switch (lane) {
    case 'ready':
      return toRequest(detail, signoff);
    case 'signed':
    case 'returned':
      return toReview(lane, detail, signoff);
    case 'stale':
      return refuse('A sign-off goes stale by itself, when what was signed changes or is withdrawn.');
    case 'unknown':
      return refuse(`“${laneLabels.unknown}” is for words that the document does not explain.`);
    case 'not-started':
    case 'in-progress':
    case 'done':
      return toStatus(lane, detail, signoff);
    default:
      return unreachable(lane);
  }
}

function toRequest(detail: Detail, signoff: Signoff): BoardMove {
  const { row, moves, vocabulary } = detail;
  const review = vocabulary.filter(({ state }) => state === 'review');
  const mayMove =
    review.length === 0 || row.state === 'review' || moves.some(({ state }) => state === 'review');
  const isOpen = row.state !== 'done' && row.state !== 'locked';
  if (isOpen && !mayMove) return refuse(refusal(row.status ?? '', review[0]?.word ?? '', moves));
  if (signoff.whyNotAsk !== null) return refuse(untried(signoff.whyNotAsk));
  return { kind: 'dialog', step: 'request' };
}

function toReview(lane: 'signed' | 'returned', detail: Detail, signoff: Signoff): BoardMove {
  const step = lane === 'signed' ? 'approve' : 'return';
  const offered = offeredSteps(signoff).find((one) => one.step === step);
  if (offered !== undefined && openRoles(signoff).length > 0) return { kind: 'dialog', step };
  if (offered?.whyNot != null) return refuse(untried(offered.whyNot));
  const { row, moves } = detail;
  const from = row.status === null ? '' : ` From “${row.status}” it can go to ${nameMoves(moves)}.`;
  const says = signoffLabels[signoff.state].toLowerCase();
  const why = signoff.requestId === null ? 'nobody asked for a sign-off' : `it stands as “${says}”`;
  const what =
    lane === 'signed' ? 'Only its reviewers sign an item off' : 'Only its reviewers return an item';
  return refuse(`${what}, and ${why}.${from}`);
}

function toStatus(lane: 'not-started' | 'in-progress' | 'done', detail: Detail, signoff: Signoff): BoardMove {
  if (signoff.state !== 'none') {
    const says = signoffLabels[signoff.state].toLowerCase();
    const next = offeredSteps(signoff).some(({ step }) => step === 'withdraw-request')
      ? 'Withdraw the request first.'
      : 'Its lane follows from its sign-off, not from its status.';
    return refuse(`It stands as “${says}”. ${next}`);
  }
  const state = statusOfLane[lane] ?? 'planned';
  const drop = dropOn(detail.row, { state, word: null, title: laneLabels[lane] }, detail.moves);
  if (drop.kind === 'refused') return refuse(drop.reason);
  return drop.kind === 'same' ? drop : { kind: 'status', field: drop.field, value: drop.value };
}

function refuse(reason: string): BoardMove {
  return { kind: 'refused', reason };
}

export type BoardPageFilter = ParsedInputOf<'readiness.board'>;

export const noFilter: BoardPageFilter = { trackerId: null, section: null, kind: null, words: '' };

/** A filter as the address bar's query, so that a link opens the same cards. Other parameters stay. */
export function writeBoardQuery(current: URLSearchParams, filter: BoardPageFilter): URLSearchParams {
  const next = new URLSearchParams(current);
  const values = {
    tracker: filter.trackerId,
    // A section is one of a tracker's.
    section: filter.trackerId === null ? null : filter.section,
    kind: filter.kind,
    q: filter.words.trim() === '' ? null : filter.words,
  };
  for (const [name, value] of Object.entries(values)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Reads what `writeBoardQuery` wrote; what a hand-made link got wrong is left out. */
export function readBoardQuery(query: URLSearchParams): BoardPageFilter {
  const trackerId = TrackerId.safeParse(query.get('tracker')).data ?? null;
  return {
    trackerId,
    section: trackerId === null ? null : (query.get('section')?.slice(0, 1000) ?? null),
    kind: query.get('kind')?.slice(0, 40) ?? null,
    words: (query.get('q') ?? '').slice(0, 200),
  };
}

export function isNarrowed(filter: BoardPageFilter): boolean {
  return writeBoardQuery(new URLSearchParams(), filter).size > 0;
}

export function totalOf(counts: ExtraOf<'readiness.board'> | null): number {
  return Object.values(counts?.lanes ?? {}).reduce((sum, count) => sum + count, 0);
}
