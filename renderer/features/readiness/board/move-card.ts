import type { BoardLane } from '../../../../core/domain/readiness/board/lanes.ts';
import { explainInLine } from '../../../bridge/failure-messages.ts';
import { call } from '../../../bridge/hooks.ts';
import { readOnce } from '../../../bridge/read-once.ts';
import { setField } from '../../../domains/trackers/model/edits.ts';
import { sendEdits } from '../../../domains/trackers/send-edits.ts';
import { type BoardMove, type Card, moveTo } from './board-model.ts';

type Moved = Exclude<BoardMove, { kind: 'status' }>;

/** Asks what a card may do now and does it where it is a new status; a step of the sign-off is for a dialog. */
export async function moveCard(card: Card, lane: BoardLane): Promise<Moved> {
  const detail = await call('trackers.item', { itemId: card.id });
  if (!detail.ok) return { kind: 'refused', reason: explainInLine(detail.error) };
  const [signoff] = (await readOnce('signoffs.item', { itemId: card.id })).rows;
  if (signoff === undefined) return { kind: 'refused', reason: 'It is no longer here.' };
  const move = moveTo(card, lane, detail.value, signoff);
  if (move.kind !== 'status') return move;
  const edit = setField(detail.value.row, move.field, move.value);
  const answer = await sendEdits(card.trackerId, [edit]);
  return answer.ok ? { kind: 'same' } : { kind: 'refused', reason: answer.reason };
}
