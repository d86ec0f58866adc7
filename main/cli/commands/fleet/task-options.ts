import type { z } from 'zod';
import type { RowOf } from '../../../../core/contract/index.ts';
import { type TaskSpecInput, VerificationStep } from '../../../../core/domain/fleet/tasks/task.ts';
import { RepositoryId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { isIsoDate } from '../../../../core/kernel/time.ts';

/** The options of `task add` as commander gives them. */
export interface AddOptions {
  readonly shell?: string;
  readonly note?: string;
  readonly context: readonly string[];
  readonly criterion: readonly string[];
  readonly check: readonly string[];
  readonly capability: readonly string[];
  readonly repository?: string;
  readonly tier?: string;
  readonly lane?: string;
  readonly retries?: string;
  readonly fix?: string;
  readonly after: readonly string[];
  readonly deadline?: string;
  readonly budget?: string;
  readonly tokens?: string;
  readonly minutes?: string;
  readonly agent?: string;
  readonly item?: string;
  readonly status?: string;
  readonly tracker?: string;
  readonly key?: string;
}

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

/** `file_exists:PATH`, `test_passes[:COMMAND]`, `git_clean`, `command_succeeds:COMMAND`. */
export function readCheck(text: string): Result<VerificationStep> {
  const colon = text.indexOf(':');
  const type = colon < 0 ? text : text.slice(0, colon);
  const rest = colon < 0 ? null : text.slice(colon + 1);
  const step = VerificationStep.safeParse(
    type === 'file_exists' ? { type, path: rest } : { type, command: rest },
  );
  if (step.success && (type !== 'git_clean' || rest === null)) return ok(step.data);
  return fail(
    'value.not-allowed',
    `The check "${text}" is none of file_exists:PATH, test_passes[:COMMAND], git_clean, command_succeeds:COMMAND. Nothing was submitted.`,
  );
}

/** An amount with its currency: `2.50 EUR`, or a bare number in US dollars. */
export function readMoney(text: string): Result<{ readonly micros: number; readonly currency: string }> {
  const parts = /^\s*(\d+(?:\.\d{1,6})?)\s*([A-Za-z]{3})?\s*$/.exec(text);
  if (parts === null)
    return fail(
      'value.not-allowed',
      `"${text}" is not an amount like 2.50 or "2.50 EUR". Nothing was submitted.`,
    );
  return ok({
    micros: Math.round(Number(parts[1]) * 1_000_000),
    currency: (parts[2] ?? 'USD').toUpperCase(),
  });
}

/** A time of this machine's zone, or with one of its own. */
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?)?$/u;

/** A moment, in this machine's time zone where none is given; a day alone lasts to its end here. */
export function readTime(text: string): Result<number> {
  const [, day = '', time, zone = ''] = MOMENT.exec(text) ?? [];
  // `Date.parse` makes another day of one that no calendar has.
  const at = isIsoDate(day) ? Date.parse(`${day}T${time ?? '00:00'}${zone}`) : Number.NaN;
  if (!Number.isNaN(at)) return ok(time === undefined ? new Date(at).setHours(24) : at);
  return fail(
    'value.not-allowed',
    `"${text}" is neither a time like 2026-12-24T18:00 nor a day like 2026-12-24. Nothing was changed.`,
  );
}

/** The option a field of a task is given with. */
const optionOf: Readonly<Record<string, string>> = {
  description: 'The description',
  work: '--shell',
  contextFiles: '--context',
  notes: '--note',
  successCriteria: '--criterion',
  verification: '--check',
  fixAttempts: '--fix',
  capabilities: '--capability',
  retries: '--retries',
  dependsOn: '--after',
  link: '--status',
  'budget.money': '--budget',
  'budget.tokens': '--tokens',
  'budget.minutes': '--minutes',
};

/** What a schema found wrong, said of the options as they were typed. */
export function problemsOf({ issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => {
    const [field = '', part = ''] = path.map(String);
    const option = optionOf[`${field}.${part}`] ?? optionOf[field] ?? path.join('.');
    return `${option}: ${message}`;
  });
}

/** The names in the options, looked up by whoever has the workspace. */
export interface FoundNames {
  readonly agents: readonly Pick<RowOf<'agents.list'>, 'id' | 'name'>[];
  readonly repositories: readonly Pick<RowOf<'repositories.list'>, 'id' | 'name' | 'url'>[];
  readonly link: TaskSpecInput['link'];
}

/** Options to a task, as raw input for its schema: what is wrong in a field is said by the schema's own check. */
export function readTask(
  description: string,
  options: AddOptions,
  found: FoundNames,
): Result<Readonly<Record<string, unknown>>> {
  const verification: VerificationStep[] = [];
  for (const text of options.check) {
    const step = readCheck(text);
    if (!step.ok) return step;
    verification.push(step.value);
  }
  const money = options.budget === undefined ? ok(null) : readMoney(options.budget);
  if (!money.ok) return money;
  const agent = options.agent === undefined ? ok(null) : findAgent(options.agent, found.agents);
  if (!agent.ok) return agent;
  const repository =
    options.repository === undefined ? ok(null) : findRepository(options.repository, found.repositories);
  if (!repository.ok) return repository;
  const deadline = options.deadline === undefined ? ok(null) : readTime(options.deadline);
  if (!deadline.ok) return deadline;
  const budget = {
    money: money.value,
    tokens: number(options.tokens) ?? null,
    minutes: number(options.minutes) ?? null,
  };
  const limited = budget.money !== null || budget.tokens !== null || budget.minutes !== null;
  return ok({
    description,
    ...(options.shell === undefined ? {} : { work: { kind: 'shell', command: options.shell } }),
    contextFiles: options.context.map((path) => ({ path })),
    notes: options.note,
    successCriteria: options.criterion,
    verification,
    fixAttempts: number(options.fix),
    capabilities: options.capability,
    repositoryId: repository.value,
    tier: options.tier ?? null,
    lane: options.lane,
    retries: number(options.retries),
    dependsOn: options.after,
    deadline: deadline.value,
    budget: limited ? budget : null,
    agentId: agent.value,
    link: found.link ?? null,
  });
}

function findAgent(name: string, agents: FoundNames['agents']) {
  const wanted = name.toLowerCase();
  const agent = agents.find((one) => one.id === name || one.name.toLowerCase() === wanted);
  if (agent !== undefined) return ok(agent.id);
  return fail(
    'agent.not-found',
    `There is no agent ${name}. Nothing was submitted. "quarterdeck agent list" shows those there are.`,
    { name },
  );
}

function findRepository(name: string, repositories: FoundNames['repositories']) {
  const wanted = name.toLowerCase();
  const found = repositories.find(
    (one) => one.id === name || one.name.toLowerCase() === wanted || one.url === name,
  );
  if (found !== undefined) return ok(RepositoryId.parse(found.id));
  return fail(
    'repository.not-found',
    `There is no repository ${name}. Nothing was submitted. Repositories are added in the app, at Fleet, Repositories.`,
    { name },
  );
}
