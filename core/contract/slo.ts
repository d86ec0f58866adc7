import { z } from 'zod';
import { DocumentVersionRow } from '../domain/readiness/document-version.ts';
import { SloFilter, SloHistory, SloPolicyRow, SloStandingRow } from '../domain/readiness/slo/slo-rows.ts';
import { SloTyped } from '../domain/readiness/slo/slo-value.ts';
import { DOCUMENT_CHARACTERS_MAX, DocumentProblem } from '../domain/readiness/yaml-document.ts';
import { SloValueId } from '../kernel/ids.ts';
import { command, query, view } from './define.ts';
import { NoInput, Nothing, signingErrors } from './shared.ts';

/** What its work is called among the jobs. */
export const CHECK_SLO_JOB = 'Check SLOs';

const One = z.object({ policy: z.string() });
const Text = z.object({ text: z.string().max(DOCUMENT_CHARACTERS_MAX) });
const Summary = z.object({ summary: z.string() });

export const slo = {
  'slo.policies': view(NoInput, SloPolicyRow, Nothing),
  /** How objectives stand now, by the values that were read or typed in until now; those that block are counted. */
  'slo.standings': view(SloFilter, SloStandingRow, z.object({ blocking: z.number().int() })),
  /** A policy as it was written. */
  'slo.show': query(One, z.object({ row: SloPolicyRow, text: z.string() }), ['slo.not-found']),
  /** What people made of it, the newest first. */
  'slo.versions': query(One, z.array(DocumentVersionRow)),
  /** What is wrong with a text, or what would be saved: one in OpenSLO is written anew. Nothing is kept. */
  'slo.validate': query(Text, z.object({ problems: z.array(DocumentProblem), text: z.string() })),
  /** Values over time with the limits they are judged by. */
  'slo.history': query(
    z.object({
      policy: z.string(),
      stage: z.string(),
      objective: z.string(),
      profile: z.string().nullable(),
    }),
    SloHistory,
    ['slo.not-found', 'slo.bad-document'],
  ),
  /** Writes a policy under the name in its text, or another version of it. */
  'slo.save': command('actor', Text, Summary.extend({ policy: z.string(), text: z.string() }), [
    'slo.bad-document',
    ...signingErrors,
  ]),
  /** Undone by saving it again: its values stay. */
  'slo.remove': command('actor', One, Summary, ['slo.not-found', ...signingErrors]),
  /** Long work: runs as a job with progress. Reads all values anew and keeps them; the answer comes when all were read. */
  'slo.check': command(
    'actor',
    SloFilter,
    z.object({
      /** How many reports told a value, and how many did not. */
      read: z.number().int(),
      unread: z.number().int(),
      /** Out of reach of this device, one sentence each: what was known of them stays. */
      unreachable: z.array(z.string()),
      standings: z.array(SloStandingRow),
      blocking: z.number().int(),
      summary: z.string(),
    }),
    ['slo.not-found', 'slo.bad-document', 'job.cancelled', 'db.readers-busy', 'db.reader-failed'],
  ),
  /** Types a value in. It counts as long as its evidence is verified. */
  'slo.addValue': command(
    'actor',
    SloTyped.omit({ measuredAt: true, note: true }).extend({
      /** Null: now. */
      measuredAt: SloTyped.shape.measuredAt.nullable().default(null),
      note: SloTyped.shape.note.default(''),
    }),
    Summary.extend({ valueId: SloValueId }),
    ['slo.not-found', 'slo.bad-document', 'slo.future', 'slo.exists', 'evidence.not-found', ...signingErrors],
  ),
  'slo.withdrawValue': command('actor', z.object({ valueId: SloValueId }), Summary, [
    'slo.not-found',
    ...signingErrors,
  ]),
};
