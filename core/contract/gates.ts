import { z } from 'zod';
import { DocumentVersionRow } from '../domain/readiness/document-version.ts';
import { RunComparison } from '../domain/readiness/gate/compare-runs.ts';
import { ExceptionTerms } from '../domain/readiness/gate/exception.ts';
import { GateDocument, GateId, LONGEST_DOCUMENT } from '../domain/readiness/gate/gate-document.ts';
import { ExceptionRow, GateRow, GateRunRow } from '../domain/readiness/gate/gate-row.ts';
import { NextSteps } from '../domain/readiness/gate/next-steps.ts';
import { GateProblem } from '../domain/readiness/gate/read-gate.ts';
import { OutsideDocument } from '../domain/readiness/gate/read-outside.ts';
import { GateReport } from '../domain/readiness/gate/report.ts';
import { ExceptionId, GateRunId, ItemId } from '../kernel/ids.ts';
import { command, query, view } from './define.ts';
import { NoInput, Nothing, signingErrors } from './shared.ts';

/** What its work is called among the jobs. */
export const RUN_GATE_JOB = 'Run gate';

const One = z.object({ gateId: GateId });
const Summary = z.object({ summary: z.string() });

/** What is to be released, and where to. */
const Release = z.object({
  /** A commit by its id or the beginning of it, a branch or a tag of a repository of this workspace. */
  commit: z.string().min(1).max(200).nullable().default(null),
  environment: z.string().min(1).max(60).nullable().default(null),
});

const Text = z.string().max(LONGEST_DOCUMENT);
const readErrors = ['job.cancelled', 'db.readers-busy', 'db.reader-failed'] as const;

export const gates = {
  /** Every gate, with what it said last and what it would say now. */
  'gates.list': view(NoInput, GateRow, Nothing),
  /** The newest runs first; null: of every gate. */
  'gates.runs': view(z.object({ gateId: GateId.nullable() }), GateRunRow, Nothing),
  'gates.show': query(
    One,
    z.object({
      /** YAML, as it was written or as the tracker asks for it. */
      text: z.string(),
      /** Null while the text is no gate. */
      document: GateDocument.nullable(),
      problems: z.array(GateProblem),
      /** Its newest. */
      runs: z.array(GateRunRow),
    }),
    ['gate.not-found'],
  ),
  /** What people made of it, the newest first; of one that a tracker asks for nothing until it is edited. */
  'gates.versions': query(One, z.array(DocumentVersionRow)),
  /** How items that a report traces to are called now. */
  'gates.items': query(
    z.object({ itemIds: z.array(ItemId).max(200) }),
    z.array(z.object({ itemId: ItemId, itemTitle: z.string(), itemGone: z.boolean() })),
  ),
  /** What is wrong with a text, or what it would say as a gate. Nothing is kept or recorded. */
  'gates.check': query(
    Release.extend({ text: Text }),
    z.object({
      problems: z.array(GateProblem),
      /** Null while there are problems. */
      judged: z
        .object({
          report: GateReport.omit({ run_id: true, generated_at: true, duration_ms: true }),
          nextSteps: NextSteps,
        })
        .nullable(),
    }),
    ['gate.no-commit', ...readErrors],
  ),
  /** Writes a gate under the id that its text names, or another version of it. */
  'gates.save': command('actor', z.object({ text: Text }), Summary.extend({ gateId: GateId }), [
    'gate.bad-document',
    'gate.circular',
    ...signingErrors,
  ]),
  /** Undone by saving it again. A gate that a tracker asks for stands then as the tracker says. */
  'gates.remove': command('actor', One, Summary, ['gate.not-found', ...signingErrors]),
  /** Long work: runs as a job with progress; the answer comes when the run is recorded. */
  'gates.run': command(
    'actor',
    Release.extend({
      gateId: GateId,
      /** Verifies the evidence that counts first. Otherwise it counts as it was found last. */
      verify: z.boolean().default(false),
    }),
    Summary.extend({ report: GateReport, nextSteps: NextSteps }),
    ['gate.not-found', 'gate.bad-document', 'gate.no-commit', ...readErrors],
  ),
  /** What a document of another release process says: a report, a policy, exceptions or lineage. */
  'gates.readOutside': query(z.object({ text: z.string().max(4_000_000) }), OutsideDocument, [
    'gate.outside-unknown',
    'gate.outside-broken',
  ]),
  /** One run in full, and what would have made it go. */
  'gates.report': query(
    z.object({ runId: GateRunId }),
    z.object({ row: GateRunRow, report: GateReport, nextSteps: NextSteps }),
    ['gate.no-run'],
  ),
  'gates.compare': query(
    z.object({ before: GateRunId, after: GateRunId }),
    z.object({ before: GateRunRow, after: GateRunRow, comparison: RunComparison }),
    ['gate.no-run', 'gate.other-gate'],
  ),
};

export const exceptions = {
  /** The newest first, with those that count no more; null: of every gate. */
  'exceptions.list': view(z.object({ gateId: GateId.nullable() }), ExceptionRow, Nothing),
  /** Whoever signs it approves it, and can not be its owner. */
  'exceptions.add': command(
    'actor',
    ExceptionTerms.omit({ ownerActor: true }),
    Summary.extend({ exceptionId: ExceptionId }),
    [
      'gate.not-found',
      'gate.no-criterion',
      'item.not-found',
      'exception.own',
      'exception.by-agent',
      'exception.expired',
      'exception.exists',
      ...signingErrors,
    ],
  ),
  /** For good. */
  'exceptions.revoke': command('actor', z.object({ exceptionId: ExceptionId }), Summary, [
    'exception.not-found',
    ...signingErrors,
  ]),
};
