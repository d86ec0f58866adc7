import type { ReactNode } from 'react';
import type { Command } from '../keys/commands.ts';

/** One screen. `path` may hold `:name` segments, read with `useRoute().params`; the query with `useQueryParam`. */
export interface FeatureRoute {
  readonly path: string;
  /** Shown in the top line and the window title until the screen sets a better one with `useScreenTitle`. */
  readonly title: string;
  readonly element: ReactNode;
}

export interface RailEntry {
  readonly label: string;
  /** The letter after `g`. The frame registers the command `g <letter>` itself. */
  readonly goKey: string;
  /** Ascending; areas use 10, 20, 30 and so on, the workspace section starts at 100. */
  readonly order: number;
  readonly section: 'areas' | 'workspace';
  readonly mark: RailMark;
  /** Other addresses that belong to the area: the entry is marked there too. */
  readonly also?: readonly string[];
  /** A small live count at the right of the entry, rendered only when there is something true to say. */
  readonly fact?: ReactNode;
}

/** The line marks the collapsed rail draws; shapes only, no state. */
export type RailMark =
  | 'helm'
  | 'list'
  | 'flag'
  | 'proof'
  | 'seal'
  | 'gate'
  | 'fork'
  | 'lens'
  | 'person'
  | 'sliders'
  | 'pulse'
  | 'book'
  | 'crate'
  | 'table'
  | 'ship'
  | 'bell';

/** What a feature folder offers the frame; `renderer/app/features.ts` is the only list of them. */
export interface Feature {
  readonly id: string;
  readonly title: string;
  readonly routes: readonly FeatureRoute[];
  readonly rail?: RailEntry;
  readonly commands: readonly Command[];
  /** Shown above the screen at `path`: a welcome, a hint. */
  readonly above?: { readonly path: string; readonly element: ReactNode };
  /** Always mounted beside the current screen: dialogs that commands open from anywhere. */
  readonly layer?: ReactNode;
}
