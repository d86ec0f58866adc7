import { z } from 'zod';
import { ActorId, ItemId } from '../../../kernel/ids.ts';
import { Millis } from '../../../kernel/time.ts';
import { CriterionId, GateId } from './gate-document.ts';

/** Why something may be released although a gate says no: whose word it is and until when it counts. */
export const ExceptionTerms = z.object({
  gate: GateId,
  /** Null: every criterion of the gate. */
  criterion: CriterionId.nullable(),
  /** Null: whatever fails there. */
  item: ItemId.nullable(),
  /** Who answers for what is let through; never who approves it. */
  owner: z.string().trim().min(1).max(100),
  /** The same as an actor of the workspace, where it is one. */
  ownerActor: ActorId.nullable(),
  reason: z.string().trim().min(1).max(2000),
  /** What is done where it goes wrong. */
  rollback: z.string().trim().min(1).max(2000),
  expiresAt: Millis,
});
export type ExceptionTerms = z.output<typeof ExceptionTerms>;

/** As its approver signs it. Its id is the hash of this, so that nobody else's word can stand under it. */
export const ExceptionGiven = ExceptionTerms.extend({ approver: ActorId });
export type ExceptionGiven = z.output<typeof ExceptionGiven>;
