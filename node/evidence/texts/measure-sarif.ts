import { z } from 'zod';
import type { Measure } from '../../../core/domain/readiness/measure/measure.ts';
import { failed, type Judgement } from '../judgement.ts';
import { measured } from '../measures/measured.ts';
import { parseJson } from './parse-json.ts';

const Level = z.enum(['none', 'note', 'warning', 'error']);
/** CVSS, as code hosts read it; a text by convention. */
const Properties = z.object({ 'security-severity': z.union([z.string(), z.number()]).optional() });
const Rule = z.object({
  id: z.string(),
  defaultConfiguration: z.object({ level: Level.optional() }).optional(),
  properties: Properties.optional(),
});
const Component = z.object({ name: z.string(), rules: z.array(Rule).optional() });
const Result = z.object({
  ruleId: z.string().optional(),
  ruleIndex: z.number().int().optional(),
  rule: z
    .object({
      id: z.string().optional(),
      index: z.number().int().optional(),
      toolComponent: z.object({ index: z.number().int().optional() }).optional(),
    })
    .optional(),
  level: Level.optional(),
  kind: z.string().optional(),
  baselineState: z.string().optional(),
  suppressions: z.array(z.object({ status: z.string().optional() })).optional(),
  properties: Properties.optional(),
});
/** What of SARIF 2.1.0 says how many results are open; everything else is passed over. */
const SarifLog = z.object({
  version: z.literal('2.1.0'),
  runs: z.array(
    z.object({
      tool: z.object({ driver: Component, extensions: z.array(Component).optional() }),
      invocations: z.array(z.object({ executionSuccessful: z.boolean() })).optional(),
      /** Left out by a run that looked for nothing. */
      results: z.array(Result).optional(),
    }),
  ),
});
type Run = z.output<typeof SarifLog>['runs'][number];
type Found = z.output<typeof Result>;

/** From here on a security severity is high, by the scale of CVSS. */
const HIGH = 7;

/** How many open results a log of static analysis has. */
export function measureSarif(
  name: string,
  text: string,
  measure: Extract<Measure, { in: 'sarif' }>,
): Judgement {
  const read = parseJson(text);
  const log = read.ok ? SarifLog.safeParse(read.value) : null;
  if (log === null || !log.success) return failed(`${name} is no SARIF 2.1.0 log that can be read.`);
  const { runs } = log.data;
  const [first] = runs;
  if (first === undefined) return failed(`${name} holds no run of a tool.`);
  for (const { tool, invocations = [], results } of runs) {
    if (invocations.some(({ executionSuccessful }) => !executionSuccessful))
      return failed(`In ${name}, the run of ${tool.driver.name} ended with an error.`);
    if (results === undefined)
      return failed(`In ${name}, the run of ${tool.driver.name} looked for nothing.`);
  }
  const count = runs.flatMap((run) =>
    (run.results ?? []).filter((one) => isOpen(one) && (measure.results === 'all' || isHigh(run, one))),
  ).length;
  return measured(name, measure, count);
}

function isOpen({ kind = 'fail', baselineState, suppressions = [] }: Found): boolean {
  const isSuppressed =
    suppressions.length > 0 && suppressions.every(({ status = 'accepted' }) => status === 'accepted');
  return kind === 'fail' && baselineState !== 'absent' && !isSuppressed;
}

function isHigh(run: Run, result: Found): boolean {
  const rule = ruleOf(run, result);
  const level = result.level ?? rule?.defaultConfiguration?.level ?? 'warning';
  const severity = result.properties?.['security-severity'] ?? rule?.properties?.['security-severity'];
  return level === 'error' || (severity !== undefined && Number(severity) >= HIGH);
}

function ruleOf({ tool }: Run, { ruleId, ruleIndex, rule }: Found): z.output<typeof Rule> | undefined {
  const extension = rule?.toolComponent?.index;
  const component = extension === undefined ? tool.driver : tool.extensions?.[extension];
  const index = rule?.index ?? ruleIndex;
  const rules = component?.rules ?? [];
  if (index !== undefined && index >= 0) return rules[index];
  const id = rule?.id ?? ruleId;
  return id === undefined ? undefined : rules.find((one) => one.id === id);
}
