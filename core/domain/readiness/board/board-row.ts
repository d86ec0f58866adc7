import { z } from 'zod';
import { ItemId, TrackerId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import type { ItemKind } from '../../trackers/model.ts';
import { ItemState } from '../../trackers/vocabulary/states.ts';
import { EvidenceState } from '../evidence.ts';
import { RoleId } from '../signoff/policy.ts';
import { SignoffState } from '../signoff/standing.ts';
import { BoardLane } from './lanes.ts';

/**
 * Kinds of items that are signed off as they stand: on the board before anybody put them up. Tasks, boxes and points of a
 * list come to it once they have evidence or were put up.
 */
export const BOARD_KINDS: readonly ItemKind[] = [
  'phase',
  'milestone',
  'workstream',
  'acceptance',
  'exit-criterion',
  'version',
  'baseline',
  'row',
  'section',
];

/** Pieces of evidence that a card shows; it says how many there are. */
export const CARD_EVIDENCE = 12;

export const BoardFilter = z.object({
  trackerId: TrackerId.nullable(),
  /** The path of a section, with those below it. */
  section: z.string().max(1000).nullable(),
  kind: z.string().max(40).nullable(),
  words: z.string().max(200).default(''),
});
export type BoardFilter = z.output<typeof BoardFilter>;

export const BoardCard = z.object({
  /** Of the item. */
  id: ItemId,
  trackerId: TrackerId,
  trackerName: z.string(),
  title: z.string(),
  kind: z.string(),
  sectionTitle: z.string(),
  status: z.string().nullable(),
  itemState: ItemState.nullable(),
  owner: z.string().nullable(),
  lane: BoardLane,
  signoff: SignoffState,
  /** The first of its pieces, the worst first. */
  evidence: z.array(EvidenceState),
  pieces: z.number().int(),
  roles: z.array(z.object({ role: RoleId, signed: z.object({ by: z.string(), at: Millis }).nullable() })),
  because: z.array(z.string()),
  /** In which the person who asks may sign now. */
  mine: z.array(RoleId),
});
export type BoardCard = z.output<typeof BoardCard>;

export const BoardCounts = z.object({
  /** How many there are in each lane; so many of them are listed as the engine says. */
  lanes: z.record(BoardLane, z.number().int()),
});
export type BoardCounts = z.output<typeof BoardCounts>;
