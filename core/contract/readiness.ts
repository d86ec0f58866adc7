import { BoardCard, BoardCounts, BoardFilter } from '../domain/readiness/board/board-row.ts';
import { view } from './define.ts';

/** What is shown of evidence and sign-offs together. */
export const readiness = {
  /** Items on their way to a sign-off: of each lane those that changed last. */
  'readiness.board': view(BoardFilter, BoardCard, BoardCounts),
};
