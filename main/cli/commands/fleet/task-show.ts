import type { RowOf } from '../../../../core/contract/index.ts';
import { costText, moneyText } from '../../../../core/domain/fleet/money/money-text.ts';
import { isCostUnknown } from '../../../../core/domain/fleet/money/spending.ts';
import { TaskId } from '../../../../core/kernel/ids.ts';
import { fail, ok } from '../../../../core/kernel/result.ts';
import { type CommandContext, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { oneLine } from '../../output.ts';

type Task = RowOf<'tasks.one'>;

const time = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());
/** As a person here would read it off a clock, with its distance from UTC. */
const localTime = (at: number): string =>
  new Date(at).toLocaleString('sv-SE', { timeZoneName: 'longOffset' }).replace('GMT', 'UTC');
/** Nothing where a clock was set back meanwhile. */
const seconds = (from: number | null, to: number | null): string =>
  from === null || to === null || to < from ? '' : ` (${((to - from) / 1000).toFixed(1)} s)`;

export function showTask(context: CommandContext, id: string, transcript: boolean): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const taskId = TaskId.safeParse(id);
    const missing = fail('task.not-found', `There is no task ${id}.`, { id });
    if (!taskId.success) return missing;
    const found = await readView(client, 'tasks.one', { taskId: taskId.data });
    if (!found.ok) return found;
    const [task] = found.value.rows;
    if (task === undefined) return missing;
    const lines = [
      ...headLines(task),
      ...task.attempts.flatMap(attemptLines),
      ...(transcript ? lastLines(task) : []),
    ];
    context.out.result(task, lines.map(oneLine));
    return ok(exitCodes.ok);
  });
}

function headLines(task: Task): string[] {
  const { complexity, spent } = task;
  const facts: readonly (readonly [string, string])[] = [
    ['Task', `${task.title} (${task.id})`],
    ['Status', task.endReason === null ? task.status : `${task.status}: ${task.endReason}`],
    ['Lane', task.lane],
    ['Tier', `${complexity.tier} (${complexity.source})`],
    ['Submitted', `${time(task.submittedAt)} by ${task.submitter.name}`],
    ['Deadline', task.deadline === null ? '' : localTime(task.deadline)],
    ['Agent', task.agentName ?? ''],
    ['Item', task.item === null ? '' : `${task.item.trackerName}: ${task.item.title}`],
    ['Cost', costText(spent.cost, task.unpriced)],
    ['Tokens', spent.tokensIn + spent.tokensOut === 0 ? '' : `${spent.tokensIn} in, ${spent.tokensOut} out`],
    ['Error', task.error ?? ''],
  ];
  return [
    ...facts.filter(([, value]) => value !== '').map(([name, value]) => `${name.padEnd(10)} ${value}`),
    ...task.waitReasons.map((reason) => `Waits      ${reason.text}`),
    ...task.dependsOn.map((one) => `After      ${one.title} (${one.id}): ${one.status}`),
    ...(task.proposal === null
      ? []
      : [`Proposes   status "${task.proposal.status}": ${task.proposal.answer}`]),
  ];
}

function attemptLines(attempt: Task['attempts'][number]): string[] {
  const { decision, result, spent } = attempt;
  const outcome = attempt.reason === null ? attempt.outcome : `${attempt.outcome}: ${attempt.reason}`;
  const lines = [
    '',
    `Attempt ${attempt.generation} on ${attempt.agentName}: ${outcome}${seconds(attempt.assignedAt, attempt.endedAt)}`,
    ...decision.because.map((why) => `  here because ${why}`),
    ...(attempt.error === null ? [] : [`  error: ${attempt.error}`]),
    ...(spent.cost === null ? [] : [`  cost ${moneyText(spent.cost)}`]),
    ...(isCostUnknown(spent) ? ['  cost unknown'] : []),
  ];
  for (const report of attempt.reports) {
    lines.push(`  verification ${report.run}: ${report.status} (${(report.durationMs / 1000).toFixed(1)} s)`);
    for (const check of report.checks) lines.push(`    ${check.status.padEnd(7)} ${check.step.type}`);
  }
  if (result !== null) {
    if (result.summary !== '') lines.push(`  ${result.summary.split('\n')[0] ?? ''}`);
    for (const place of [result.branch, result.commit, result.pullRequest])
      if (place !== null) lines.push(`  ${place}`);
  }
  return lines;
}

function lastLines(task: Task): string[] {
  const transcript = task.attempts.at(-1)?.transcript ?? null;
  if (transcript === null) return ['', 'Nothing of its output was kept.'];
  const { lines, cutLines, cutBytes } = transcript;
  return [
    '',
    ...(cutLines + cutBytes > 0 ? [`(${cutLines} lines, ${cutBytes} bytes before this were cut)`] : []),
    ...lines.map((line) => `${line.stream.padEnd(6)} ${line.text}`),
  ];
}
