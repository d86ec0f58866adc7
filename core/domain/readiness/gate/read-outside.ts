import { stringify } from 'yaml';
import { z } from 'zod';
import { parseOutsideJson } from '../../../kernel/outside-json.ts';
import { fail, ok, type Result } from '../../../kernel/result.ts';
import type { GateDocument } from './gate-document.ts';
import { gateIn, readGate } from './read-gate.ts';
import { Decision } from './report.ts';

/** What a document of another release process says. Longer lists are cut, and `count` has all. */
export const OutsideDocument = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('gate-report'),
    decision: Decision,
    generatedAt: z.string().nullable(),
    total: z.number().int(),
    failed: z.array(z.object({ check_id: z.string(), severity: z.string(), detail: z.string() })),
  }),
  z.object({
    kind: z.literal('policy'),
    /** Each as a gate that can be kept; fields that have no meaning here are named in it and left out. */
    profiles: z.array(z.object({ profile: z.string(), text: z.string() })),
  }),
  z.object({
    kind: z.literal('exceptions'),
    entries: z.array(
      z.object({
        check_id: z.string(),
        approvedBy: z.string(),
        reason: z.string(),
        expiresAt: z.number().nullable(),
        /** Why it would count for nothing; null where nothing speaks against it. */
        problem: z.string().nullable(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('lineage'),
    complete: z.boolean(),
    nodes: z.number().int(),
    edges: z.number().int(),
    missing: z.array(z.string()),
  }),
]);
export type OutsideDocument = z.output<typeof OutsideDocument>;

const MOST = 10_000;
const Text = z.string().max(10_000);

const Report = z.looseObject({
  contract: z.enum(['release_readiness_gate_v1', 'quarterdeck_release_gate_v1']),
  status: z.enum(['passed', 'failed']),
  decision: Decision,
  generated_at: Text.optional(),
  checks: z
    .array(z.looseObject({ check_id: Text, passed: z.boolean(), severity: Text, detail: Text }))
    .max(MOST),
});

const Policy = z.looseObject({
  profiles: z.record(
    z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u),
    z.looseObject({
      max_high_failures: z.number().int().min(0).optional(),
      max_medium_failures: z.number().int().min(0).max(100).optional(),
      dx_allowed_slo_statuses: z.array(Text).max(20).optional(),
      trend_allowed_slo_statuses: z.array(Text).max(20).optional(),
    }),
  ),
});

const Exceptions = z.looseObject({
  exceptions: z
    .array(
      z.looseObject({
        check_id: Text.default(''),
        approved_by: Text.default(''),
        reason: Text.default(''),
        expires_at: Text.default(''),
      }),
    )
    .max(MOST),
});

const Lineage = z.looseObject({
  contract: z.literal('release_lineage_v1').optional(),
  nodes: z.array(z.looseObject({ id: Text })).max(MOST),
  edges: z
    .array(
      z.looseObject({ source: Text, target: Text, relation: Text, status: z.enum(['observed', 'missing']) }),
    )
    .max(MOST),
});

/** Reads a release gate's report, its policy, its exceptions or its lineage, as other programs write them. */
export function readOutside(
  text: string,
  now: number,
): Result<OutsideDocument, 'gate.outside-unknown' | 'gate.outside-broken'> {
  const parsed = parseOutsideJson(text);
  if (!parsed.ok) return broken(parsed.error.message);
  const { value } = parsed;
  const has = (field: string): boolean =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, field);
  if (has('decision') && has('checks')) return read(Report, value, reportIn);
  if (has('profiles')) return read(Policy, value, policyIn);
  if (has('exceptions')) return read(Exceptions, value, (found) => exceptionsIn(found, now));
  if (has('nodes') && has('edges')) return read(Lineage, value, lineageIn);
  return fail(
    'gate.outside-unknown',
    'This is neither the report of a release gate nor its policy, exceptions or lineage. Nothing was taken in.',
  );
}

function read<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  then: (found: z.output<Schema>) => Result<OutsideDocument, 'gate.outside-broken'>,
): Result<OutsideDocument, 'gate.outside-broken'> {
  const found = schema.safeParse(value);
  if (found.success) return then(found.data);
  const [issue] = found.error.issues;
  return broken(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function broken(why: string) {
  return fail('gate.outside-broken', `It can't be read: ${why} Nothing was taken in.`, { why });
}

function reportIn(report: z.output<typeof Report>): Result<OutsideDocument, 'gate.outside-broken'> {
  const { status, decision, checks, generated_at } = report;
  if ((status === 'passed') !== (decision === 'go'))
    return broken(`It says "${status}" and "${decision}", and only go has passed.`);
  const failed = checks.filter(({ passed }) => !passed);
  if (decision === 'go' && failed.some(({ severity }) => severity === 'high'))
    return broken('It says go, and a check of high severity failed.');
  return ok({
    kind: 'gate-report',
    decision,
    generatedAt: generated_at ?? null,
    total: checks.length,
    failed: failed.slice(0, 200).map(({ check_id, severity, detail }) => ({ check_id, severity, detail })),
  });
}

const TAKEN = ['max_high_failures', 'max_medium_failures'];
const OBJECTIVES = { dx_allowed_slo_statuses: 'dx', trend_allowed_slo_statuses: 'ci-trend' } as const;

function policyIn({ profiles }: z.output<typeof Policy>): Result<OutsideDocument, 'gate.outside-broken'> {
  const found: { profile: string; text: string }[] = [];
  for (const [profile, fields] of Object.entries(profiles)) {
    const { max_high_failures: high = 0, max_medium_failures: mediumAllowed = 0 } = fields;
    const document: z.input<typeof GateDocument> = {
      gate: `release-gate-${profile}`,
      title: `Release gate, ${profile}`,
      mediumAllowed,
      criteria: [
        {
          id: 'high-findings',
          title: `At most ${high} findings of high severity are open`,
          findings: { severity: 'high', most: high },
        },
        ...Object.entries(OBJECTIVES).flatMap(([field, policy]) =>
          Object.hasOwn(fields, field)
            ? [
                {
                  id: policy,
                  title: `Objectives of ${policy} hold`,
                  slo: { policy, stage: 'release', profile },
                },
              ]
            : [],
        ),
      ],
    };
    const left = Object.keys(fields).filter(
      (field) => !TAKEN.includes(field) && !Object.hasOwn(OBJECTIVES, field),
    );
    const note =
      left.length === 0 ? '' : `# Without a meaning here, and left out: ${left.toSorted().join(', ')}\n`;
    const text = `${note.replaceAll(/[^\x20-\x7e\n]/gu, '?')}${stringify(document, { lineWidth: 110 })}`;
    const gate = gateIn(readGate(text));
    if (!gate.ok) return broken(gate.error.message);
    found.push({ profile, text });
  }
  return found.length === 0 ? broken('It has no profile.') : ok({ kind: 'policy', profiles: found });
}

function exceptionsIn(
  { exceptions }: z.output<typeof Exceptions>,
  now: number,
): Result<OutsideDocument, 'gate.outside-broken'> {
  const entries = exceptions.map(({ check_id, approved_by: approvedBy, reason, expires_at }) => {
    const at = Date.parse(expires_at);
    const expiresAt = Number.isNaN(at) ? null : at;
    const isWhole = [check_id, approvedBy, reason].every((text) => text.trim() !== '');
    const problem = !isWhole
      ? 'It lacks what it is for, who approved it or why.'
      : expiresAt === null
        ? 'It does not say when it expires.'
        : expiresAt <= now
          ? `It expired on ${new Date(expiresAt).toISOString().slice(0, 10)}.`
          : null;
    return { check_id, approvedBy, reason, expiresAt, problem };
  });
  return ok({ kind: 'exceptions', entries });
}

function lineageIn({
  nodes,
  edges,
}: z.output<typeof Lineage>): Result<OutsideDocument, 'gate.outside-broken'> {
  const known = new Set(nodes.map(({ id }) => id));
  const missing = edges.flatMap(({ source, target, relation, status }) =>
    status === 'missing' || !known.has(source) || !known.has(target)
      ? [`${source} ${relation} ${target}`]
      : [],
  );
  return ok({
    kind: 'lineage',
    complete: missing.length === 0 && edges.length > 0,
    nodes: nodes.length,
    edges: edges.length,
    missing: missing.slice(0, 200),
  });
}
