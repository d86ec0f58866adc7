import { likenessWords } from '../../../core/domain/trackers/identity/likeness.ts';
import { absolutePath } from '../../../node/files/absolute-path.ts';
import { type CommandContext, done, withEngine } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { resolveNames } from './tracker-items.ts';

export function relinkTracker(
  context: CommandContext,
  name: string,
  file: string,
  isDryRun: boolean,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const found = await resolveNames(client, name, null);
    if (!found.ok) return found;
    const wanted = { trackerId: found.value.trackerId, path: absolutePath(file, context.cwd) };
    const alike = await client.call('trackers.relinkPreview', wanted);
    if (!alike.ok) return alike;
    const { path, same, gone } = alike.value;
    const lines = [
      same ? `${path} says the very same.` : `${path}: ${likenessWords(alike.value)}.`,
      ...gone.map((title) => `  not in it: ${title}`),
    ];
    if (isDryRun) {
      context.out.result(alike.value, lines);
      return done;
    }
    const answer = await client.call('trackers.relink', wanted);
    if (!answer.ok) return answer;
    context.out.result(answer.value, [...lines, answer.value.summary]);
    return done;
  });
}
