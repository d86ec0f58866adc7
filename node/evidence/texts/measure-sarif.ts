import { z } from 'zod';
import type { Measure } from '../../../core/domain/readiness/measure/measure.ts';
import { failed, type Judgement, quoted } from '../judgement.ts';
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
const Component = z.object({
  name: z.string(),
  guid: z.string().optional(),
  rules: z.array(Rule).optional(),
});
const RuleReference = z.object({
  id: z.string().optional(),
  index: z.number().int().optional(),
  toolComponent: z
    .object({
      name: z.string().optional(),
      guid: z.string().optional(),
      index: z.number().int().optional(),
    })
    .optional(),
});
/** What a run was told to make of a rule. */
const Override = z.object({
  descriptor: RuleReference,
  configuration: z.object({ level: Level.optional() }),
});
const Invocation = z.object({
  executionSuccessful: z.boolean(),
  ruleConfigurationOverrides: z.array(Override).optional(),
});
const Result = z.object({
  ruleId: z.string().optional(),
  ruleIndex: z.number().int().optional(),
  rule: RuleReference.optional(),
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
      invocations: z.array(Invocation).optional(),
      /** Left out by a run that looked for nothing. */
      results: z.array(Result).optional(),
    }),
  ),
});
type Run = z.output<typeof SarifLog>['runs'][number];
type Found = z.output<typeof Result>;
type Rule = z.output<typeof Rule>;
type Component = z.output<typeof Component>;
type RuleReference = z.output<typeof RuleReference>;

/** From here on a security severity is high, by the scale of CVSS. */
const HIGH = 7;

/** How many open results a log of static analysis has. */
export function measureSarif(
  name: string,
  text: string,
  measure: Extract<Measure, { in: 'sarif' }>,
): Judgement {
  const read = parseJson(text);
  const unread = (why: string) => failed(`${name} is no SARIF 2.1.0 log that can be read: ${why}.`);
  if (!read.ok) return unread(read.problem);
  const log = SarifLog.safeParse(read.value);
  if (!log.success)
    return unread(`${quoted(log.error.issues[0]?.path.join('.') || 'it')} is not as it has to be`);
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
  const { ruleId, ruleIndex, rule: named } = result;
  const rule = ruleOf(run, { id: ruleId, index: ruleIndex, ...named });
  const level = result.level ?? overriddenLevel(run, rule) ?? rule?.defaultConfiguration?.level ?? 'warning';
  const severity = result.properties?.['security-severity'] ?? rule?.properties?.['security-severity'];
  // A severity that is no number is not known to be low.
  return level === 'error' || (severity !== undefined && !(Number(severity) < HIGH));
}

function overriddenLevel(run: Run, rule: Rule | undefined): z.output<typeof Level> | undefined {
  if (rule === undefined) return undefined;
  return run.invocations
    ?.flatMap(({ ruleConfigurationOverrides = [] }) => ruleConfigurationOverrides)
    .find(({ descriptor }) => ruleOf(run, descriptor) === rule)?.configuration.level;
}

/** By its place, where that has its id, else by its id: logs that were merged or filtered keep places that no longer fit. */
function ruleOf({ tool }: Run, { id, index = -1, toolComponent }: RuleReference): Rule | undefined {
  const { driver, extensions = [] } = tool;
  const named = componentOf(driver, extensions, toolComponent);
  const placed = (named ?? driver).rules?.[index];
  if (id === undefined || (placed !== undefined && isBelow(id, placed.id))) return placed;
  const rules = (named === undefined ? [driver, ...extensions] : [named]).flatMap((one) => one.rules ?? []);
  return rules.find((one) => one.id === id) ?? rules.find((one) => isBelow(id, one.id)) ?? placed;
}

/** Undefined where none is named, or one that is not there. */
function componentOf(
  driver: Component,
  extensions: readonly Component[],
  { index = -1, guid, name }: NonNullable<RuleReference['toolComponent']> = {},
): Component | undefined {
  if (index >= 0) return extensions[index];
  return [driver, ...extensions].find((one) =>
    guid === undefined ? one.name === name : one.guid?.toLowerCase() === guid.toLowerCase(),
  );
}

/** A result may name a part of a rule: `CA2101/1` is one of CA2101. */
function isBelow(id: string, rule: string): boolean {
  return id === rule || id.startsWith(`${rule}/`);
}
