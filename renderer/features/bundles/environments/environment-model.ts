import type { InputOf } from '../../../../core/contract/index.ts';
import { EnvironmentId, STEPS } from '../../../../core/domain/readiness/environment/environment.ts';
import type { Bundle, Environment, Move } from '../release-model.ts';

/** The move that brought in what an environment runs now. */
export function currentMove(environment: Environment, moves: readonly Move[]): Move | null {
  const { id, current, since } = environment;
  const done = moves.filter(
    (move) => move.environmentId === id && move.outcome === 'done' && move.bundleId === current,
  );
  return done.find((move) => (move.endedAt ?? move.at) === since) ?? done[0] ?? null;
}

/** The move that left it uncertain what an environment runs. */
export function unsettledMove({ unsettled }: Environment, moves: readonly Move[]): Move | null {
  return unsettled === null ? null : (moves.find(({ id }) => id === unsettled) ?? null);
}

/** Commands that nobody approved on this device. */
export function openCommands({ commands }: Environment): Environment['commands'] {
  return commands.filter(({ approved }) => !approved);
}

/** Why a bundle can't go into an environment; null where it may be tried. The engine asks the gate again in any case. */
export function whyNotPromoted(
  bundle: Bundle,
  environment: Environment,
  moves: readonly Move[],
): string | null {
  const { id, title, after, current, unsettled } = environment;
  if (current === bundle.id && unsettled === null) return `${title} runs it already.`;
  if (after === null) return null;
  const ran = moves.some(
    (move) => move.environmentId === after && move.bundleId === bundle.id && move.outcome === 'done',
  );
  // Where not all moves are known here, the engine knows better.
  if (ran || bundle.runsIn.includes(after) || moves.length >= mostMoves) return null;
  return `It never ran in ${after}, which comes before ${id}.`;
}

/** As many moves as the engine lists. */
const mostMoves = 500;

/** Where a bundle goes next: the first environment that takes it. */
export function nextEnvironment(
  bundle: Bundle,
  environments: readonly Environment[],
  moves: readonly Move[],
): Environment | null {
  return environments.find((one) => whyNotPromoted(bundle, one, moves) === null) ?? null;
}

/** What a rollback does, before it is confirmed. */
export function rollbackSentences(environment: Environment, back: string): readonly string[] {
  const { title, commands } = environment;
  const steps = commands.filter(({ step }) => step !== 'preview').map(({ step }) => step);
  return [
    `${title} goes back to “${back}”, the last that is known to have worked.`,
    steps.length === 0
      ? `${title} names no command: nothing is run, and the gate is asked again.`
      : `Its commands are run (${steps.join(', ')}), then the gate is asked again. If the gate says no, that is shown, and the rollback stands.`,
  ];
}

export interface EnvironmentForm {
  readonly id: string;
  readonly title: string;
  readonly position: string;
  /** Empty: each bundle's own. */
  readonly gate: string;
  readonly preview: string;
  readonly apply: string;
  readonly canary: string;
  /** Empty: an empty folder. */
  readonly folder: string;
}

export function formOf(environment: Environment | null, others: readonly Environment[]): EnvironmentForm {
  if (environment === null) {
    const last = Math.max(0, ...others.map(({ position }) => position));
    return {
      id: '',
      title: '',
      position: String(last + 10),
      gate: '',
      preview: '',
      apply: '',
      canary: '',
      folder: '',
    };
  }
  const line = (step: string) => environment.commands.find((one) => one.step === step)?.command ?? '';
  return {
    id: environment.id,
    title: environment.title,
    position: String(environment.position),
    gate: environment.gate ?? '',
    preview: line('preview'),
    apply: line('apply'),
    canary: line('canary'),
    folder: environment.folder ?? '',
  };
}

export type FormProblems = Readonly<Partial<Record<'id' | 'title' | 'position', string>>>;

/** What is sent: what was changed only, so that what another person changed meanwhile stays. */
export function readForm(
  form: EnvironmentForm,
  before: EnvironmentForm,
): { readonly save: InputOf<'environments.save'> | null; readonly problems: FormProblems } {
  const id = EnvironmentId.safeParse(form.id.trim());
  const title = form.title.trim();
  const position = /^\d{1,4}$/u.test(form.position.trim()) ? Number(form.position) : null;
  const problems: FormProblems = {
    ...(id.success
      ? {}
      : { id: 'An environment is named with small letters, digits and “-”, and begins with a letter.' }),
    ...(title === '' || title.length > 80 ? { title: 'Give it a title of at most 80 characters.' } : {}),
    ...(position === null || position > 1000 ? { position: 'A whole number from 0 to 1000.' } : {}),
  };
  if (!id.success || position === null || Object.keys(problems).length > 0) return { save: null, problems };
  const isNew = before.id === '';
  const changed = (field: keyof EnvironmentForm) => form[field].trim() !== before[field].trim();
  const textOrNull = (field: keyof EnvironmentForm) => {
    const text = form[field].trim();
    return text === '' ? null : text;
  };
  const lines = STEPS.filter(changed).map((step) => [step, textOrNull(step)] as const);
  return {
    save: {
      environmentId: id.data,
      ...(isNew || changed('title') ? { title } : {}),
      ...(isNew || changed('position') ? { position } : {}),
      ...(changed('gate') ? { gate: textOrNull('gate') } : {}),
      ...Object.fromEntries(lines),
      ...(changed('folder') ? { folder: textOrNull('folder') } : {}),
    },
    problems,
  };
}
