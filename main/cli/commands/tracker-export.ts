import { ExportFormat } from '../../../core/contract/trackers.ts';
import { fail } from '../../../core/kernel/result.ts';
import { IsoDate } from '../../../core/kernel/time.ts';
import { absolutePath } from '../../../node/files/absolute-path.ts';
import { type CommandContext, done, withEngine } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { resolveNow } from './tracker-items.ts';

export async function exportTracker(
  context: CommandContext,
  tracker: string,
  options: {
    readonly out: string | null;
    readonly format: string;
    readonly overwrite: boolean;
    readonly since: string | null;
  },
): Promise<ExitCode> {
  const { out } = context;
  const format = ExportFormat.safeParse(options.format);
  if (!format.success) {
    out.failure(
      fail(
        'contract.invalid',
        `"${options.format}" is not an export format; there are ${ExportFormat.options.join(', ')}.`,
      ).error,
    );
    return exitCodes.usage;
  }
  const since = options.since === null ? undefined : IsoDate.safeParse(options.since);
  if (since?.success === false) {
    out.failure(fail('contract.invalid', `"${options.since}" is not a day; write it like 2026-02-16.`).error);
    return exitCodes.usage;
  }
  const wanted = { format: format.data, since: since?.data };
  return withEngine(context, { create: false }, async (client) => {
    const found = await resolveNow(context, client, tracker, null);
    if (!found.ok) return found;
    const { trackerId } = found.value;
    if (options.out === null) {
      const text = await client.call('trackers.export', { trackerId, ...wanted });
      if (!text.ok) return text;
      // The text itself, byte for byte; as JSON only when asked for.
      if (out.json) out.result(text.value, []);
      else out.text(text.value.text);
      return done;
    }
    const path = absolutePath(options.out, context.cwd);
    const { overwrite } = options;
    const written = await client.call('trackers.exportTo', {
      trackerId,
      ...wanted,
      path,
      overwrite,
    });
    if (!written.ok) return written;
    const { bytes, note } = written.value;
    out.result(written.value, [`${written.value.path}: ${bytes} bytes`]);
    if (note !== null) out.note(note);
    return done;
  });
}
