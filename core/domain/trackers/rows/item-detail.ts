import { z } from 'zod';
import { ItemId, ProposalId, TaskId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { ChangeSource } from '../text/change-words.ts';
import { ItemState } from '../vocabulary/states.ts';
import { ItemRow } from './item-rows.ts';

export const ItemDetail = z.object({
  row: ItemRow,
  raw: z.string(),
  /** Where its tracker's file lies below its root, without the file's name; empty at the top, or without a file. */
  folder: z.string(),
  /** Where it stands, its section first, where a summary tells of it too; else empty. */
  places: z.array(
    z.object({
      sectionTitle: z.string(),
      line: z.number().int(),
      status: z.string().nullable(),
      raw: z.string(),
    }),
  ),
  /** Legal moves of the status from here, by the vocabulary; empty without status. */
  moves: z.array(z.object({ word: z.string(), state: ItemState })),
  vocabulary: z.array(z.object({ word: z.string(), state: ItemState })),
  children: z.array(
    z.object({
      id: ItemId,
      title: z.string(),
      state: ItemState.nullable(),
      status: z.string().nullable(),
    }),
  ),
  history: z.array(
    z.object({
      at: Millis,
      actor: z.string().nullable(),
      source: ChangeSource,
      field: z.string(),
      label: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
    }),
  ),
  dependsOn: z.array(z.object({ id: ItemId, title: z.string() })),
  /** What verified tasks proposed for it, newest first; the whole report is on the task's page. */
  evidence: z.array(
    z.object({
      proposalId: ProposalId,
      taskId: TaskId,
      taskTitle: z.string(),
      agentName: z.string(),
      status: z.string(),
      answer: z.enum(['open', 'accepted', 'dismissed']),
      /** e.g. "3 of 3 checks passed". */
      checks: z.string(),
      at: Millis,
    }),
  ),
});
export type ItemDetail = z.output<typeof ItemDetail>;
