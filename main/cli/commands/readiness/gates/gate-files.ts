import { statSync } from 'node:fs';
import { join } from 'node:path';
import { LONGEST_DOCUMENT } from '../../../../../core/domain/readiness/gate/gate-document.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { absolutePath } from '../../../../../node/files/absolute-path.ts';
import { readSmall, writeDurably } from '../../../../../node/files/durable-file.ts';
import { errnoOf } from '../../../../../node/files/file-failure.ts';
import type { CommandContext } from '../../../context.ts';

/** What a report is called in a folder: other programs look for it under this name. */
const REPORT_NAME = 'release_readiness_gate_report.json';

/** A text that a person named, up to a length. */
export function readText(
  { cwd }: Pick<CommandContext, 'cwd'>,
  file: string,
  mostBytes: number = 4 * LONGEST_DOCUMENT,
): Result<string> {
  const path = absolutePath(file, cwd);
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(readSmall(path, mostBytes)));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return fail('file.missing', `There is no file ${path}.`, { path });
    if (error instanceof TypeError)
      return fail('file.read-failed', `${path} is not written in UTF-8.`, { path });
    const why = errnoOf(error) ?? `it is no plain file of at most ${mostBytes} bytes`;
    return fail('file.read-failed', `${path} could not be read: ${why}.`, { path });
  }
}

/** Where it stands then. */
export function writeReport(
  { cwd }: Pick<CommandContext, 'cwd'>,
  file: string,
  report: unknown,
): Result<string> {
  const named = absolutePath(file, cwd);
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() === true;
  const path = isFolder ? join(named, REPORT_NAME) : named;
  try {
    writeDurably(path, `${JSON.stringify(report, null, 2)}\n`);
    return ok(path);
  } catch (error) {
    return fail(
      'file.write-failed',
      `The run is recorded, and its report could not be written to ${path}: ${errnoOf(error) ?? String(error)}.`,
      { path },
    );
  }
}
