import type { TaskSpecInput } from './task.ts';

/** A form for a task. `{{name}}` placeholders in its texts are filled in when it is used. */
export interface BuiltInTemplate {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly task: TaskSpecInput;
}

export const builtInTemplates: readonly BuiltInTemplate[] = [
  {
    id: 'built-in:run-a-command',
    name: 'Run a command',
    about: 'A shell command, in a folder of its own or in a repository.',
    task: {
      description: 'Run {{command}}',
      work: { kind: 'shell', command: '{{command}}' },
      fixAttempts: 0,
      tier: 'trivial',
    },
  },
  {
    id: 'built-in:fix-a-failing-test',
    name: 'Fix a failing test',
    about: 'A prompt for a coding agent; done when the repository’s own tests pass again.',
    task: {
      description:
        'Fix the failing test {{test}}\n\nFind out why it fails, mend the cause and not the test, and leave everything else as it is.',
      successCriteria: [
        '{{test}} passes',
        'No other test fails that passed before',
        'The test itself says the same as before',
      ],
      verification: [{ type: 'test_passes' }, { type: 'git_clean' }],
      verificationSeconds: 600,
    },
  },
  {
    id: 'built-in:change-with-checks',
    name: 'Write a change with checks',
    about: 'A change in a repository, with the command that tells whether it is right.',
    task: {
      description: '{{change}}\n\nAdd or adapt tests for what changes.',
      successCriteria: ['{{criterion}}', 'Tests cover the change'],
      verification: [
        { type: 'test_passes' },
        { type: 'command_succeeds', command: '{{check}}' },
        { type: 'git_clean' },
      ],
      verificationSeconds: 600,
    },
  },
  {
    id: 'built-in:update-docs',
    name: 'Bring documentation up to date',
    about: 'Compares a document with the code it describes, and mends the document.',
    task: {
      description:
        'Bring {{document}} up to date\n\nCompare it with the code it describes. Mend what is wrong, add what is missing, remove what is gone. Change no code.',
      contextFiles: [{ path: '{{document}}', note: 'The document to bring up to date' }],
      successCriteria: ['Every command and path in {{document}} exists', 'Only documents were changed'],
      verification: [{ type: 'file_exists', path: '{{document}}' }, { type: 'git_clean' }],
    },
  },
  {
    id: 'built-in:review-a-change',
    name: 'Review a change',
    about: 'Reads a branch and reports what is wrong with it; changes nothing.',
    task: {
      description:
        'Review the branch {{branch}}\n\nReport defects with file and line, the gravest first, each with how to show it. Change nothing.',
      successCriteria: ['Every finding names a file and a line', 'Nothing in the repository changed'],
      verification: [{ type: 'git_clean' }],
    },
  },
  {
    id: 'built-in:look-into-a-question',
    name: 'Look into a question',
    about: 'A short written answer; needs no repository.',
    task: {
      description: '{{question}}\n\nAnswer in under 300 words, and say what the answer rests on.',
      fixAttempts: 0,
      lane: 'low',
    },
  },
];
