import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** Larger files are not read into memory; a model has no use for them as a whole. */
const FILE_BYTES = 8 * 1024 * 1024;

export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/**
 * Text of a regular file. `path` comes from `confinedPath`; it is opened without following a link and without waiting, so
 * that a link or a pipe put there meanwhile is refused. A byte order mark stays in the text: it belongs to the file.
 */
export async function readWorkspaceText(path: string, name: string): Promise<FileText> {
  const no = (why: string): FileText => ({ ok: false, message: `${name}: ${why}` });
  const file = await openQuietly(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if (typeof file === 'string') return no(file);
  try {
    const facts = await file.stat();
    if (facts.isDirectory()) return no('this is a folder; list_files shows what is in it.');
    if (!facts.isFile()) return no('this is not a regular file.');
    if (facts.size > FILE_BYTES) return no(`it has ${facts.size} bytes; files up to 8 MB can be read.`);
    const bytes = await file.readFile();
    if (bytes.includes(0)) return no('this is a binary file.');
    try {
      return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
    } catch {
      return no('this is not a text in UTF-8.');
    }
  } finally {
    await file.close();
  }
}

/** Writes a regular file, a new one or over an old one, and never through a link. */
export async function writeWorkspaceText(path: string, name: string, text: string): Promise<string | null> {
  const { O_WRONLY, O_CREAT, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await openQuietly(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK);
  if (typeof file === 'string') return `${name}: ${file}`;
  try {
    if (!(await file.stat()).isFile()) return `${name}: this is not a regular file.`;
    await file.truncate(0);
    await file.writeFile(text);
    return null;
  } catch (error) {
    return `${name}: it could not be written (${codeOf(error)}).`;
  } finally {
    await file.close();
  }
}

async function openQuietly(path: string, flags: number) {
  try {
    return await open(path, flags, 0o666);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return 'there is no such file.';
    if (code === 'EISDIR') return 'this is a folder.';
    return `it cannot be opened (${code}).`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
