import { z } from 'zod';
import { ConflictRow, FindingCounts, FindingRow } from '../domain/trackers/rows/finding-rows.ts';
import { ConflictId, FindingId, TrackerId } from '../kernel/ids.ts';
import { command, view } from './define.ts';
import { Nothing } from './shared.ts';

export const findings = {
  'findings.list': view(
    z.object({ trackerId: TrackerId.nullable(), accepted: z.boolean() }),
    FindingRow,
    FindingCounts,
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
    /** `step`: the undo step of the decision. */
    z.object({ summary: z.string(), step: z.number().int().nullable() }),
    [
      'conflict.not-found',
      'conflict.resolved',
      'file.changed',
      'file.missing',
      'file.read-only',
      'file.write-failed',
      'tracker.conflict-markers',
      'tracker.not-utf8',
    ],
  ),
  'conflicts.reopen': command(
    'actor',
    z.object({ conflictId: ConflictId }),
    z.object({ summary: z.string() }),
    ['conflict.not-found'],
  ),
};
