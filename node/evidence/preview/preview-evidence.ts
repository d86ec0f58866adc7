import { hash } from 'node:crypto';
import type { Digest, Locator } from '../../../core/domain/readiness/evidence.ts';
import {
  type EvidencePreview,
  PICTURE_SHOWN_BYTES,
  type PreviewedEvidence,
  TEXT_SHOWN_BYTES,
} from '../../../core/domain/readiness/evidence-preview.ts';
import { ok } from '../../../core/kernel/result.ts';
import { readFailure } from '../../files/file-failure.ts';
import type { FileResult, HeldFile } from '../../files/file-port.ts';
import { askRepository } from '../ask-repository.ts';
import { quoted } from '../judgement.ts';
import { type EvidenceRoot, NO_ROOT, type OpenedPlace, openPlace, realFolder } from '../open-place.ts';
import { readThrough } from '../read-through.ts';
import { verifyCode } from '../verify-code.ts';
import type { EvidenceToVerify, VerifierPorts } from '../verify-evidence.ts';
import { nothing } from './nothing.ts';
import { pictureOf, pictureType } from './picture.ts';
import { TestOutline } from './test-outline.ts';
import { formatOf, textPreview } from './text-preview.ts';

const HEAD_BYTES = 4096;
const PIECE_BYTES = 256 * 1024;
const REPORT_BYTES_MAX = 256 * 1024 * 1024;
const REPORT = /^(?:\u{FEFF})?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<testsuites?[\s>]/u;

type Ports = Pick<VerifierPorts, 'files' | 'git' | 'store'>;
type Subject = Pick<EvidenceToVerify, 'root' | 'locator' | 'digest'>;

/** What the file of a piece of evidence holds now, as far as it can be shown. Rejects only when it is aborted. */
export async function previewEvidence(
  ports: Ports,
  { root, locator, digest }: Subject,
  signal: AbortSignal,
): Promise<PreviewedEvidence> {
  if (locator.type === 'code' && (locator.revision !== null || locator.path === null))
    return { preview: await atRevision(ports, root, locator, signal), isAsAdded: null };
  const place = locator.type === 'code' ? { path: locator.path ?? '' } : locator.place;
  const opened = await openPlace(ports, root, place);
  if ('result' in opened) return { preview: nothing(opened.says), isAsAdded: null };
  try {
    const name = 'path' in place ? place.path : (place.name ?? '');
    const wanted = digest ?? ('stored' in place ? place.stored : null);
    return await ofFile(opened, name, wanted, signal);
  } finally {
    await opened.file.close();
  }
}

async function ofFile(
  { file, name }: OpenedPlace,
  path: string,
  wanted: Digest | null,
  signal: AbortSignal,
): Promise<PreviewedEvidence> {
  const sameAs = (digest: Digest | null): boolean | null =>
    digest === null || wanted === null ? null : digest === wanted;
  const total = file.found.bytes;
  const head = await attempt(name, () => readStart(file, HEAD_BYTES, signal));
  if (!head.ok) return { preview: nothing(head.error.message), isAsAdded: null };
  if (REPORT.test(head.value.toString())) {
    const outline = new TestOutline();
    const take = (piece: Uint8Array): void => outline.take(piece);
    const read = await readThrough(file, name, { limit: REPORT_BYTES_MAX, signal, take });
    const preview = read.ok ? outline.outline(read.value.bytes) : null;
    if (read.ok && preview !== null) return { preview, isAsAdded: sameAs(read.value.digest) };
  }
  const mime = pictureType(head.value);
  const most = mime === null ? TEXT_SHOWN_BYTES.json : PICTURE_SHOWN_BYTES;
  const start = await attempt(name, () => readStart(file, most, signal));
  if (!start.ok) return { preview: nothing(start.error.message), isAsAdded: null };
  const isWhole = start.value.length >= total;
  return {
    preview:
      mime === null ? textPreview(formatOf(path), start.value, total) : pictureOf(mime, start.value, total),
    isAsAdded: sameAs(isWhole ? hash('sha256', start.value) : null),
  };
}

async function attempt<Value>(name: string, read: () => Promise<Value>): Promise<FileResult<Value>> {
  try {
    return ok(await read());
  } catch (error) {
    return readFailure(name, error);
  }
}

/** The beginning of a file, or all of it. */
async function readStart(file: HeldFile, bytes: number, signal: AbortSignal): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let read = 0;
  while (read < bytes) {
    signal.throwIfAborted();
    const piece = await file.readAt(read, Math.min(PIECE_BYTES, bytes - read));
    if (piece.length === 0) break;
    pieces.push(piece);
    read += piece.length;
  }
  return Buffer.concat(pieces);
}

/** A commit by what it says of itself, a path by its text at that commit. */
async function atRevision(
  { files, git }: Ports,
  root: EvidenceRoot | null,
  { revision, path }: Extract<Locator, { type: 'code' }>,
  signal: AbortSignal,
): Promise<EvidencePreview> {
  if (root === null || revision === null) return nothing(NO_ROOT);
  const { commit, result, says } = await verifyCode({ files, git }, { root, revision, path }, signal);
  const folder = await realFolder(files, root.folder);
  if (commit === null || folder === null || result !== 'verified') return nothing(says);
  const ask = askRepository(git, folder, signal);
  const shown =
    path === null
      ? await ask('show', '--no-patch', '--no-notes', '--stat', '--no-ext-diff', '--no-textconv', commit)
      : await ask('cat-file', '-p', `${commit}:${path}`);
  if (!shown.ok)
    return nothing(`What the commit holds could not be read: ${quoted(shown.error.message, 600)}`);
  const bytes = Buffer.from(shown.value);
  return shown.value.includes('\u{FFFD}')
    ? nothing('It is not text, and pictures are shown from files as they are alone.')
    : textPreview(path === null ? 'text' : formatOf(path), bytes, bytes.length);
}
