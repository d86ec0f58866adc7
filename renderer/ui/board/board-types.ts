import type { ReactNode } from 'react';
import type { Mark } from '../marks/mark.ts';

export interface BoardColumn {
  readonly id: string;
  readonly label: string;
  readonly mark: Mark;
  /** How many cards it has where it is known, given or not. */
  readonly count?: number | undefined;
}

export interface BoardCard {
  readonly id: string;
  readonly columnId: string;
  readonly title: string;
  /** Muted line: due date, owner. */
  readonly detail?: ReactNode | undefined;
  readonly stale?: boolean | undefined;
}
