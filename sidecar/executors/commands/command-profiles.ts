import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { ExecutorSettings } from '../../config-schema.ts';
import { builtInProfiles } from './built-in-profiles.ts';
import type { CommandProfile } from './command-profile.ts';

export type CommandSettings = Extract<ExecutorSettings, { kind: 'command' }>;

const END_SECONDS = 15;

const known: ReadonlyMap<string, CommandProfile> = new Map(Object.entries(builtInProfiles));

/**
 * The profile a host's settings describe: its own, else the built-in one of that name. `command` replaces the program and
 * its arguments, `output` how it is read.
 */
export function profileOf(settings: CommandSettings): Result<CommandProfile, 'executor.unknown-profile'> {
  const { profile: name, command, output, own } = settings;
  const named = own ?? known.get(name);
  const read = output === null ? named?.reading : (known.get(output)?.reading ?? null);
  if (command !== null) {
    const [program = '', ...args] = command;
    const asArgument = args.some((arg) => arg.includes('{prompt}'));
    return ok({
      command: program,
      args,
      modelArgs: [],
      resumeArgs: [],
      lastArgs: [],
      prompt: asArgument ? 'argument' : 'stdin',
      reading: read ?? null,
      endSeconds: named?.endSeconds ?? END_SECONDS,
    });
  }
  if (named === undefined) {
    return fail(
      'executor.unknown-profile',
      `No profile ${name} is built in (there are ${[...known.keys()].join(', ')}), and agent.json gives neither "own" nor "command" for it.`,
    );
  }
  return ok({ ...named, reading: read ?? null });
}

/** The arguments of one run. */
export function argumentsOf(
  profile: CommandProfile,
  run: { readonly prompt: string; readonly model: string | null; readonly session: string | null },
): readonly string[] {
  const { model, session } = run;
  const all = [
    ...profile.args,
    ...(model === null ? [] : profile.modelArgs),
    ...(session === null ? [] : profile.resumeArgs),
    ...profile.lastArgs,
  ];
  const values: Readonly<Record<string, string>> = {
    '{prompt}': run.prompt,
    '{model}': model ?? '',
    '{session}': session ?? '',
  };
  // One pass: what a prompt contains is never replaced again.
  return all.map((arg) => arg.replaceAll(/\{(?:prompt|model|session)\}/g, (place) => values[place] ?? place));
}
