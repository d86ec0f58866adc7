import type { StepType } from './form.ts';

interface StepLabels {
  readonly name: string;
  readonly about: string;
  /** What its text is; null when it has none. */
  readonly field: string | null;
  readonly example: string;
}

export const stepLabels: Readonly<Record<StepType, StepLabels>> = {
  file_exists: {
    name: 'File exists',
    about: 'A path, seen from where the work is done.',
    field: 'Path',
    example: 'dist/report.html',
  },
  test_passes: {
    name: 'Tests pass',
    about: 'A command, or the repository’s own tests when left empty.',
    field: 'Test command',
    example: 'left empty: the repository’s own',
  },
  git_clean: {
    name: 'Nothing uncommitted',
    about: 'Git finds no change that isn’t committed.',
    field: null,
    example: '',
  },
  command_succeeds: {
    name: 'Command succeeds',
    about: 'A command that ends with 0.',
    field: 'Command',
    example: 'npm run lint',
  },
};

export const isStepType = (text: string): text is StepType => Object.hasOwn(stepLabels, text);
