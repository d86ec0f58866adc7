import { resolve } from 'node:path';
import { z } from 'zod';
import { linkScheme, routeInArguments } from './links.ts';

/** What a start asks for. */
export interface Start {
  /** Null when none is named: the usual one, or whichever is open. */
  readonly workspace: string | null;
  readonly route: string | null;
  readonly hidden: boolean;
}

/** What a second start hands to the first. Its bare arguments reach the first one torn apart and in another order. */
export const SecondStart: z.ZodType<Start> = z.object({
  workspace: z.string().nullable(),
  route: z.string().nullable(),
  hidden: z.boolean(),
});

const option = '--workspace';

export function readStart(args: readonly string[], folder: string): Start {
  const at = args.indexOf(option);
  const named =
    at < 0 ? args.find((one) => one.startsWith(`${option}=`))?.slice(option.length + 1) : args[at + 1];
  return {
    workspace: named === undefined || named === '' ? null : resolve(folder, named),
    route: routeInArguments(args),
    hidden: args.includes('--hidden'),
  };
}

/** The arguments of a start like this one, in another workspace. */
export function argumentsFor(args: readonly string[], workspace: string): string[] {
  const kept = args.filter(
    (one, index) =>
      one !== option &&
      args[index - 1] !== option &&
      !one.startsWith(`${option}=`) &&
      !one.startsWith(`${linkScheme}:`) &&
      one !== '--hidden',
  );
  return [...kept, option, workspace];
}
