import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import { exportCsv, exportJson } from '../../../../../core/domain/trackers/export.ts';
import { reportHtml, reportMarkdown } from '../../../../../core/domain/trackers/report/write-report.ts';
import { fileNameOf } from '../../../../../core/domain/trackers/roots/root-path.ts';
import { decode, encode } from '../../../../../core/domain/trackers/text/text.ts';
import type { ActorId } from '../../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { unreachable } from '../../../../../core/kernel/unreachable.ts';
import { contentOf } from '../../../../../db/contents/content-store.ts';
import { readTrackerFile as readFileRow } from '../../../../../db/records/tracker-file.ts';
import type { FoundRoot } from '../../../../../db/usecases/roots.ts';
import { relocateTracker } from '../../../../../db/usecases/trackers.ts';
import { absolutePath } from '../../../../../node/files/absolute-path.ts';
import { createFile } from '../../../../../node/files/atomic-write.ts';
import type { Service } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { observeFile } from '../observe-file.ts';
import { placeOfFile } from '../roots/connect-root.ts';
import { documentAt, isBehind, type LiveTracker, liveTracker } from '../tracker-access.ts';
import { asEditFailure } from '../write-target.ts';
import { trackerReport } from './tracker-report.ts';
import { inUse, whoseFile } from './whose-file.ts';

type Wanted = Pick<ParsedInputOf<'trackers.export'>, 'format' | 'since'>;

export const exportTracker: Service<EngineDeps, 'trackers.export'> = (deps, input) => {
  const found = liveTracker(deps.db, input.trackerId);
  if (!found.ok) return found;
  const fileName = exportName(found.value, input.format);
  return ok({ fileName, ...rendered(deps, found.value, input) });
};

/**
 * Writes the export on this machine. The Markdown of a tracker without a file, or whose file is gone, becomes its file:
 * from then on it is edited and watched there.
 */
export const exportTrackerTo: Service<EngineDeps, 'trackers.exportTo'> = async (
  deps,
  input,
  { actorId, signal },
) => {
  const place = await placeOfFile(deps, absolutePath(input.path), signal);
  if (!place.ok) return place;
  const { file: path, root } = place.value;
  return deps.queue.run(input.trackerId, async () => {
    const found = liveTracker(deps.db, input.trackerId);
    if (!found.ok) return found;
    const tracker = found.value;
    const there = await whoseFile(deps, path);
    if (!there.ok) return there;
    if (there.value !== null && there.value.id !== tracker.id)
      return inUse(path, `${path} is the file of ${there.value.name}.`);
    if (there.value !== null && input.format !== 'md')
      return inUse(path, `${path} is the file of ${tracker.name} itself.`);
    if (there.value !== null && input.overwrite) {
      const current = await broughtUpToDate(deps, tracker, path);
      if (current !== null) return current;
    }
    const bytes =
      input.format === 'md' ? contentOf(deps.db, tracker.hash) : encode(rendered(deps, tracker, input).text);
    const token = Buffer.from(deps.entropy.bytes(6)).toString('hex');
    const overwrite = input.overwrite && there.value === null;
    const written = await createFile(deps.files, { path, bytes, token, overwrite });
    if (!written.ok) return written.error.code === 'file.exists' ? written : asEditFailure(written);
    const homeless = tracker.rootId === null || readFileRow(deps.db.read, tracker.id)?.state === 'missing';
    const housed =
      input.format === 'md' && homeless ? await giveFile(deps, tracker, path, root, actorId) : ok(null);
    const note = housed.ok
      ? null
      : `${path} was written, but it is not the file of ${tracker.name} yet: ${housed.error.message}`;
    return ok({ path, bytes: bytes.length, note });
  });
};

async function giveFile(
  deps: EngineDeps,
  tracker: LiveTracker,
  path: string,
  root: FoundRoot,
  actorId: ActorId,
): Promise<Result<unknown>> {
  const moved = relocateTracker(deps.db, actorId, tracker.id, path, root);
  if (!moved.ok) return moved;
  if (tracker.path !== null) deps.unfollow(tracker.path);
  deps.follow(path);
  return observeFile(deps, tracker.id);
}

/** A tracker's own file is never replaced by an export: it follows the history. Null when there is no file. */
async function broughtUpToDate(deps: EngineDeps, { id }: LiveTracker, path: string) {
  const observed = await observeFile(deps, id);
  if (!observed.ok) return asEditFailure(observed);
  const now = liveTracker(deps.db, id);
  if (!now.ok) return now;
  const file = readFileRow(deps.db.read, id);
  if (file?.state === 'missing') return null;
  if (file !== null && (isBehind(deps.db, id) || file.state === 'changed-outside')) {
    return fail('file.write-failed', `${observed.value.summary} Try again in a moment.`, { path }, true);
  }
  return ok({ path, bytes: contentOf(deps.db, now.value.hash).length, note: null });
}

function rendered(
  deps: EngineDeps,
  tracker: LiveTracker,
  { format, since }: Wanted,
): { mime: string; text: string } {
  switch (format) {
    case 'md':
      return { mime: 'text/markdown; charset=utf-8', text: decode(contentOf(deps.db, tracker.hash)) };
    case 'csv':
      return {
        mime: 'text/csv; charset=utf-8',
        text: exportCsv(documentAt(deps.db, tracker, tracker.hash)),
      };
    case 'json':
      return {
        mime: 'application/json; charset=utf-8',
        text: exportJson(documentAt(deps.db, tracker, tracker.hash), tracker.name),
      };
    case 'report-md':
      return {
        mime: 'text/markdown; charset=utf-8',
        text: reportMarkdown(trackerReport(deps, tracker, since ?? null)),
      };
    case 'report-html':
      return {
        mime: 'text/html; charset=utf-8',
        text: reportHtml(trackerReport(deps, tracker, since ?? null)),
      };
    default:
      return unreachable(format);
  }
}

function exportName(tracker: LiveTracker, format: Wanted['format']): string {
  const own = tracker.relativePath === null ? null : fileNameOf(tracker.relativePath);
  if (format === 'md' && own !== null) return own;
  const stem = (own ?? tracker.name).replace(/\.[^.]+$/, '').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
  return `${stem === '' ? 'tracker' : stem}${format.startsWith('report-') ? format.replace('report-', '-report.') : `.${format}`}`;
}
