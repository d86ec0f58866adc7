import { TaskSpec, type TaskSpecInput } from '../../../../core/domain/fleet/tasks/task.ts';
import { momentOf } from '../../../domains/fleet/local-minute.ts';
import { formatNumber } from '../../../ui/text/format.ts';
import type { Step, TaskForm } from './form.ts';

/** What is wrong, by field: `description`, `steps.0`, `contextFiles.2`. */
export type FormProblems = Readonly<Record<string, string>>;

export interface ReadForm {
  /** Null while something is wrong. */
  readonly spec: TaskSpec | null;
  readonly problems: FormProblems;
}

const capabilityForm = /^[a-z0-9][a-z0-9._:/+-]{0,63}$/;

/** A whole number within bounds, or the sentence that asks for one. */
function whole(text: string, least: number, most: number): number | string {
  const typed = text.trim();
  const value = /^\d{1,12}$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= least && value <= most
    ? value
    : `Type a whole number from ${least} to ${formatNumber(most)}.`;
}

/** Money as typed (`2`, `2.50`) in millionths; more than six digits after the point have no meaning. */
export function microsOf(text: string): number | null {
  const found = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (found === null) return null;
  return Number(found[1]) * 1_000_000 + Number((found[2] ?? '').padEnd(6, '0'));
}

export const wordsOf = (text: string): readonly string[] => [
  ...new Set(text.split(/[\s,]+/).filter((word) => word !== '')),
];

function stepOf(step: Step): NonNullable<TaskSpecInput['verification']>[number] | string {
  const text = step.text.trim();
  switch (step.type) {
    case 'file_exists':
      return text === '' ? 'Name the file that must be there.' : { type: 'file_exists', path: text };
    case 'command_succeeds':
      return text === ''
        ? 'Type the command that must succeed.'
        : { type: 'command_succeeds', command: text };
    case 'test_passes':
      return { type: 'test_passes', command: text === '' ? null : text };
    case 'git_clean':
      return { type: 'git_clean' };
    default:
      return step.type;
  }
}

function budgetOf(form: TaskForm, problems: Record<string, string>): TaskSpecInput['budget'] {
  const micros = form.money.trim() === '' ? null : microsOf(form.money);
  if (form.money.trim() !== '' && (micros === null || micros === 0))
    problems['money'] = 'Type an amount such as 2 or 0.50.';
  if (form.money.trim() !== '' && !/^[A-Z]{3}$/.test(form.currency.trim()))
    problems['currency'] = 'Three letters, e.g. USD.';
  const tokens = form.tokens.trim() === '' ? null : whole(form.tokens, 1, 1_000_000_000);
  if (typeof tokens === 'string') problems['tokens'] = tokens;
  const minutes = form.minutes.trim() === '' ? null : whole(form.minutes, 1, 10_080);
  if (typeof minutes === 'string') problems['minutes'] = minutes;
  if (micros === null && tokens === null && minutes === null) return null;
  return {
    money: micros === null ? null : { micros, currency: form.currency.trim() },
    tokens: typeof tokens === 'number' ? tokens : null,
    minutes: typeof minutes === 'number' ? minutes : null,
  };
}

/** Fields of the form that a field of the task stands in. */
const fieldOf: Readonly<Record<string, string>> = {
  work: 'command',
  successCriteria: 'criteria',
  verification: 'steps',
  budget: 'money',
};

/** The task the form describes, or what keeps it from being one, said at its field. */
export function readForm(form: TaskForm, now: number): ReadForm {
  const problems: Record<string, string> = {};
  if (form.description.trim() === '') problems['description'] = 'Say what is to be done.';
  if (form.kind === 'shell' && form.command.trim() === '') problems['command'] = 'Type the command to run.';
  const count = (name: 'verificationSeconds' | 'fixAttempts' | 'retries', least: number, most: number) => {
    const value = whole(form[name], least, most);
    if (typeof value === 'string') problems[name] = value;
    return typeof value === 'string' ? least : value;
  };
  const capabilities = wordsOf(form.capabilities);
  const odd = capabilities.find((word) => !capabilityForm.test(word));
  if (odd !== undefined)
    problems['capabilities'] = `“${odd}” can’t be a capability: small letters, digits and . _ : / + - only.`;
  const deadline = form.deadline === '' ? null : momentOf(form.deadline);
  if (form.deadline !== '' && deadline === null) problems['deadline'] = 'That is not a day and time.';
  else if (deadline !== null && deadline <= now) problems['deadline'] = 'That time has passed already.';
  const steps = form.steps.map(stepOf);
  steps.forEach((step, at) => {
    if (typeof step === 'string') problems[`steps.${at}`] = step;
  });
  form.contextFiles.forEach((file, at) => {
    if (file.path.trim() === '' && file.note.trim() !== '')
      problems[`contextFiles.${at}`] = 'Name the file this note is about.';
  });
  const input: TaskSpecInput = {
    description: form.description,
    work: form.kind === 'shell' ? { kind: 'shell', command: form.command } : { kind: 'prompt' },
    contextFiles: form.contextFiles
      .filter((file) => file.path.trim() !== '')
      .map((file) => ({ path: file.path.trim(), note: file.note.trim() })),
    notes: form.notes,
    successCriteria: form.criteria.split('\n').filter((line) => line.trim() !== ''),
    verification: steps.filter((step) => typeof step !== 'string'),
    verificationSeconds: count('verificationSeconds', 1, 7200),
    fixAttempts: count('fixAttempts', 0, 5),
    capabilities: [...capabilities],
    repositoryId: form.repositoryId,
    tier: form.tier,
    lane: form.lane,
    retries: count('retries', 0, 20),
    dependsOn: form.dependsOn.map((task) => task.id),
    deadline,
    budget: budgetOf(form, problems),
    agentId: form.agentId,
    link:
      form.link === null
        ? null
        : {
            trackerId: form.link.trackerId,
            itemId: form.link.itemId,
            statusWhenDone: form.link.statusWhenDone,
          },
    metadata: form.metadata,
  };
  if (Object.keys(problems).length > 0) return { spec: null, problems };
  const parsed = TaskSpec.safeParse(input);
  if (parsed.success) return { spec: parsed.data, problems };
  for (const issue of parsed.error.issues) {
    const [name, at] = issue.path.map(String);
    const field = fieldOf[name ?? ''] ?? name ?? 'description';
    const place =
      at !== undefined && (field === 'steps' || field === 'contextFiles') ? `${field}.${at}` : field;
    problems[place] ??= limitText(issue);
  }
  return { spec: null, problems };
}

/** A bound that was passed, in words; the validation library's own sentences speak of strings and arrays. */
function limitText(issue: { readonly code?: string | undefined; readonly maximum?: unknown }): string {
  return issue.code === 'too_big'
    ? `That is more than a task can hold: at most ${String(issue.maximum)}.`
    : 'A task can’t hold that.';
}
