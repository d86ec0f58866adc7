import { useCallback, useState } from 'react';
import { announce } from '../feedback/live-region.tsx';
import type { Outcome } from '../table/table-types.ts';
import type { CardMove, CardMoves } from './board-model.ts';

export interface CardMoveControl {
  readonly moves: CardMoves;
  readonly move: (cardId: string, columnId: string, refusal: string | null) => void;
  readonly dismiss: (cardId: string) => void;
}

/** Sends moves and remembers per card what is on its way and what was refused. */
export function useCardMoves(
  onMove: ((cardId: string, columnId: string) => Promise<Outcome>) | undefined,
): CardMoveControl {
  const [moves, setMoves] = useState<CardMoves>(() => new Map());
  const put = useCallback((cardId: string, move: CardMove | null) => {
    setMoves((current) => {
      const next = new Map(current);
      if (move === null) next.delete(cardId);
      else next.set(cardId, move);
      return next;
    });
  }, []);
  const move = useCallback(
    (cardId: string, columnId: string, refusal: string | null) => {
      if (onMove === undefined) return;
      const refuse = (reason: string) => {
        put(cardId, { kind: 'refused', to: columnId, reason });
        announce(`not moved: ${reason}`);
      };
      if (refusal !== null) {
        refuse(refusal);
        return;
      }
      put(cardId, { kind: 'saving', to: columnId });
      void onMove(cardId, columnId)
        .catch((reason: unknown): Outcome => ({ ok: false, reason: String(reason) }))
        .then((outcome) => {
          if (outcome.ok) put(cardId, null);
          else refuse(outcome.reason);
          return outcome;
        });
    },
    [onMove, put],
  );
  const dismiss = useCallback((cardId: string) => put(cardId, null), [put]);
  return { moves, move, dismiss };
}
