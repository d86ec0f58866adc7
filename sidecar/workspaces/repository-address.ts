import { fail, ok, type Result } from '../../core/kernel/result.ts';

const schemes = new Set(['https:', 'http:', 'ssh:', 'git:', 'file:']);
// user@host:path, as ssh takes it; neither part may look like an option.
const scpLike = /^(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:(?![/\\]{2})[^-:][^:]*$/;
const LENGTH = 2000;

/**
 * Refuses what git would take for an option, for a remote helper (`ext::` runs commands) or for a host that is an
 * option of ssh. What is left is safe as the address of a remote.
 */
export function checkRepositoryAddress(url: string): Result<string, 'repository.address'> {
  if (url.length <= LENGTH && !hasControl(url) && isKnownForm(url)) return ok(url);
  return fail(
    'repository.address',
    'The repository’s address is none that is used here: it must be https, http, ssh, git or file, `user@host:path`, or an absolute path. Nothing was fetched; correct the address of the repository.',
    { form: url.slice(0, 20) },
  );
}

function isKnownForm(url: string): boolean {
  if (url.startsWith('-') || url.includes('::')) return false;
  if (url.startsWith('/')) return true;
  if (!url.includes('://')) return scpLike.test(url);
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  if (!schemes.has(protocol)) return false;
  return protocol === 'file:' || (/^[A-Za-z0-9[]/.test(hostname) && !username.startsWith('-'));
}

function hasControl(text: string): boolean {
  for (const character of text) if ((character.codePointAt(0) ?? 0) < 0x20) return true;
  return false;
}

/** The host of an address, in lower case; null for a path on this machine. */
export function hostOf(url: string): string | null {
  if (url.includes('://')) {
    return URL.canParse(url) ? new URL(url).hostname.toLowerCase() || null : null;
  }
  return /^(?:[^@/]*@)?([^:/]+):/.exec(url)?.[1]?.toLowerCase() ?? null;
}
