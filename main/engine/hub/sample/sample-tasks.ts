import { TaskSpec, type TaskSpecInput } from '../../../../core/domain/fleet/tasks/task.ts';
import type { RepositoryId, TaskId } from '../../../../core/kernel/ids.ts';

const shell = (command: string) => ({ kind: 'shell', command }) as const;

const piers = ['north-pier', 'south-pier', 'signal-house'] as const;

const countOf = (log: (typeof piers)[number]): TaskSpecInput => ({
  description: `Count the words of the log of ${log.replace('-', ' ')}`,
  work: shell(`sh tools/count.sh ${log}`),
  successCriteria: [`counts/${log}.txt holds the number of words`],
  verification: [
    { type: 'file_exists', path: `counts/${log}.txt` },
    {
      type: 'command_succeeds',
      command: `test "$(cat counts/${log}.txt)" = "$(wc -w < logs/${log}.txt | tr -d ' ')"`,
    },
  ],
});

/**
 * What the sample fleet does, in the order it is submitted: counting, a report that fails its verification once, a long
 * watch, a task that waits for another, one that nobody here can do, and one that cannot succeed.
 */
export function sampleTasks(
  repositoryId: RepositoryId,
  idOf: (name: string) => TaskId,
): readonly { readonly taskId: TaskId; readonly spec: TaskSpec }[] {
  const drafts: readonly (TaskSpecInput & { readonly name: string })[] = [
    {
      name: 'report',
      description:
        'Write the harbour report\n\nOne line per log with its number of entries, and the total at the end.',
      work: shell('sh tools/report.sh'),
      successCriteria: ['report.md names every log', 'report.md ends with the total'],
      verification: [
        { type: 'file_exists', path: 'report.md' },
        { type: 'command_succeeds', command: 'grep -q "^Total: " report.md' },
      ],
      lane: 'high',
      fixAttempts: 2,
    },
    {
      name: 'watch',
      description: 'Keep watch for twenty bells',
      work: shell('sh tools/watch.sh 20'),
      verification: [{ type: 'file_exists', path: 'watch/last.txt' }],
      budget: { money: null, tokens: null, minutes: 5 },
    },
    ...piers.map((log) => ({ name: log, ...countOf(log) })),
    {
      name: 'summary',
      description: 'Say which log is the longest, once all are counted',
      work: shell(
        'wc -w logs/*.txt | sort -n | tail -n 2 | head -n 1 | tee longest.txt && sh tools/usage.sh 5',
      ),
      dependsOn: piers.map(idOf),
      verification: [{ type: 'command_succeeds', command: 'grep -q logs/ longest.txt' }],
    },
    {
      name: 'dive',
      description: 'Inspect the north pier below the waterline',
      work: shell('echo diving'),
      capabilities: ['diving'],
      lane: 'low',
    },
    {
      name: 'mend',
      description: 'Find a third spare wick for the signal lamp',
      work: shell('sh tools/mend.sh'),
      retries: 1,
      lane: 'low',
    },
  ];
  return drafts.map(({ name, ...draft }) => ({
    taskId: idOf(name),
    spec: TaskSpec.parse({ ...draft, repositoryId, metadata: { sample: name } }),
  }));
}
