import { z } from 'zod';
import { ConflictId, FindingId, ItemId, TrackerId } from '../kernel/ids.ts';
import { command, view } from './define.ts';
import { Millis, Nothing } from './shared.ts';

export const Severity = z.enum(['info', 'warning', 'high']);

/** The place in a document that a finding points to; one key jumps there. */
export const Place = z.object({
  trackerId: TrackerId,
  trackerName: z.string(),
  itemId: ItemId.nullable(),
  line: z.number().int(),
  says: z.string(),
});

export const FindingRow = z.object({
  id: FindingId,
  rule: z.string(),
  /** Findings of one kind are grouped under this title. */
  group: z.string(),
  severity: Severity,
  title: z.string(),
  explanation: z.string(),
  places: z.array(Place).min(1),
  foundAt: Millis,
  accepted: z.object({ by: z.string(), at: Millis, reason: z.string() }).nullable(),
});

export const ConflictRow = z.object({
  id: ConflictId,
  trackerId: TrackerId,
  trackerName: z.string(),
  itemId: ItemId.nullable(),
  title: z.string(),
  field: z.string(),
  base: z.string().nullable(),
  mine: z.object({ value: z.string().nullable(), who: z.string(), at: Millis }),
  theirs: z.object({ value: z.string().nullable(), who: z.string(), at: Millis }),
  /** The rule that decided what the file says now, in words. */
  rule: z.string(),
  /** Value in the file at present. */
  current: z.string().nullable(),
  resolved: z.object({ keep: z.enum(['mine', 'theirs']), at: Millis, by: z.string() }).nullable(),
});

export const findings = {
  'findings.list': view(
    z.object({ trackerId: TrackerId.nullable(), accepted: z.boolean() }),
    FindingRow,
    z.object({ open: z.number().int(), accepted: z.number().int() }),
  ),
  'findings.accept': command(
    'actor',
    z.object({ findingId: FindingId, reason: z.string().min(1).max(2000) }),
    Nothing,
    ['finding.not-found', 'finding.reason-missing'],
  ),
  'findings.reopen': command('actor', z.object({ findingId: FindingId }), Nothing, ['finding.not-found']),
  'conflicts.list': view(
    z.object({ trackerId: TrackerId.nullable(), resolved: z.boolean() }),
    ConflictRow,
    z.object({ open: z.number().int() }),
  ),
  'conflicts.resolve': command(
    'actor',
    z.object({ conflictId: ConflictId, keep: z.enum(['mine', 'theirs']) }),
    z.object({ summary: z.string() }),
    [
      'conflict.not-found',
      'conflict.resolved',
      'file.changed',
      'file.missing',
      'file.read-only',
      'file.write-failed',
    ],
  ),
  'conflicts.reopen': command(
    'actor',
    z.object({ conflictId: ConflictId }),
    z.object({ summary: z.string() }),
    ['conflict.not-found'],
  ),
};
