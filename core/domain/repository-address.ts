/** What git's addresses consist of, as far as it matters here. */
interface Parts {
  readonly scheme: string;
  /** Before the `@`; null where there is none. */
  readonly user: string | null;
  /** In lower case, an IPv6 address without its brackets; null for a path on this machine. */
  readonly host: string | null;
}

export type AddressProblem = 'form' | 'secret';

export const addressAdvice: Readonly<Record<AddressProblem, string>> = {
  form: 'Use https://, ssh://, git@host:path, or an absolute path.',
  secret:
    'It holds a password or token, which everybody who sees the repository would see. Leave it out: git on the host of each agent keeps it in a credential helper (git config --global credential.helper store) or in ~/.netrc, and ssh in a key.',
};

const LENGTH = 2000;
const schemes: ReadonlySet<string> = new Set(['https', 'http', 'ssh', 'git', 'file']);
const HOST = String.raw`\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_][A-Za-z0-9._-]*`;
const WITH_SCHEME = new RegExp(String.raw`^([a-z]+)://(?:([^/]*)@)?(${HOST})?(?::\d{1,5})?(?:/.*)?$`, 'i');
/** user@host:path, as ssh takes it; the path may not look like an option or a second part of the same kind. */
const SCP_LIKE = new RegExp(String.raw`^(?:([^@/]*)@)?(${HOST}):(?!//)[^-:@][^:@]*$`);
/** `ext::sh -c ...`: git would start a program for it. */
const REMOTE_HELPER = /^[A-Za-z0-9+.-]*::/;
const USER = /^[A-Za-z0-9_][^\s:]*$/;
/** Instead of a password: names of people are shorter, or without figures. */
const TOKEN = /^(?=.*\d)(?=.*[A-Za-z]).{20,}$/;

function partsOf(address: string): Parts | null {
  if (address.startsWith('/')) return { scheme: 'path', user: null, host: null };
  const [, scheme, user = null, host = null] = WITH_SCHEME.exec(address) ?? [];
  if (scheme !== undefined)
    return { scheme: scheme.toLowerCase(), user, host: host === null ? null : bare(host) };
  const [, login = null, machine] = SCP_LIKE.exec(address) ?? [];
  return machine === undefined ? null : { scheme: 'ssh', user: login, host: bare(machine) };
}

const bare = (host: string): string => host.replace(/^\[|\]$/g, '').toLowerCase();

/**
 * Why an address is not taken; null when it is one to clone from. What is left is safe as an argument: git takes it
 * neither for an option nor for a program to start, ssh takes its host for no option. Hub and sidecar ask the same.
 */
export function addressProblem(address: string): AddressProblem | null {
  if (holdsSecret(address)) return 'secret';
  if (address.length > LENGTH || /\p{Cc}/u.test(address) || REMOTE_HELPER.test(address)) return 'form';
  const parts = partsOf(address);
  if (parts === null) return 'form';
  if (parts.scheme === 'path') return null;
  if (!schemes.has(parts.scheme) || (parts.user !== null && !USER.test(parts.user))) return 'form';
  if (parts.scheme === 'file') return null;
  const hasBlank = parts.scheme !== 'ssh' && /\s/.test(address);
  return parts.host === null || hasBlank ? 'form' : null;
}

/** A name alone is none: helpers and ssh need it. */
function holdsSecret(address: string): boolean {
  const [, user, rest] = /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^/]*)@(.*)$/is.exec(address) ?? [];
  if (address.startsWith('/')) return false;
  if (user !== undefined && rest !== undefined && (user.includes(':') || TOKEN.test(user))) return true;
  return /^https?:\/\/[^?]*\?/i.test(address) || /^[^/@]+:[^/@]+@/.test(address);
}

/** The address as it may be shown: without a password or token, which older versions took. */
export function shownAddress(address: string): string {
  if (!holdsSecret(address)) return address;
  return address.replace(/^((?:[a-z][a-z0-9+.-]*:\/\/)?)[^/]*@/i, '$1…@').replace(/\?.*$/s, '?…');
}

/** The host of an address, in lower case; null for a path on this machine. */
export const hostOf = (address: string): string | null => partsOf(address)?.host ?? null;
