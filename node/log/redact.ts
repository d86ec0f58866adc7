export const REDACTED = '[redacted]';

/** Tokens of our own hub. */
const OWN_TOKEN = /\bqd_[A-Za-z0-9_-]{20,}/gi;

/** What is a secret by its own look, wherever it stands in a text. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  // Words follow "basic" in plain sentences; encoded credentials have a digit, a sign or a capital in the middle.
  /\b(?:Basic|basic|BASIC)\s+(?=\S*(?:[0-9=+/]|[a-z][A-Z]))[A-Za-z0-9+/=_-]{8,}/g,
  OWN_TOKEN,
  // Code hosts, chats, model providers, cloud keys.
  /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|glpat-[A-Za-z0-9_-]{16,}|xox[abeprs]-[A-Za-z0-9-]{8,})/gi,
  /\bsk-[A-Za-z0-9_-]{16,}/gi,
  /\b(?:AKIA|ASIA)[0-9A-Z]{12,}\b/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  // JSON web tokens.
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
];

const SECRET_WORD =
  'token|secret|password|passphrase|passwd|api[-_]?key|(?:access|account|private)[-_]?key|authorization|cookie';
/** Quotes may be escaped: JSON inside of JSON. */
const QUOTE = String.raw`\\*["']`;
const NAMED_VALUE = String.raw`(?:${SECRET_WORD})(?:${QUOTE})?\s*[=:]\s*`;

/** A header's value goes to the end of the line: schemes, several cookies. */
const HEADER = new RegExp(
  String.raw`((?:authorization|cookie)(?:${QUOTE})?\s*[=:]\s*(?:${QUOTE})?)[^\n"'\\]{3,}`,
  'gi',
);
/** In quotes a value may hold blanks, as passphrases do. */
const NAMED_QUOTED = new RegExp(String.raw`(${NAMED_VALUE}(\\*["']))(?:(?!\2)[^\n])+`, 'gi');
const NAMED_BARE = new RegExp(String.raw`(${NAMED_VALUE})[^\s"'&,;\\]{3,}`, 'gi');
/** The part before the last @ of an address's host: a password may hold an @ itself. */
const IN_ADDRESS = /([a-z][a-z0-9+.-]*:\/\/)[^\s/?#"<>\\]+@/gi;

const SECRET_NAME = new RegExp(`(?:${SECRET_WORD})$`, 'i');

/** True for the name of a fact whose value is never written, whatever it looks like. */
export function namesASecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** The text with everything that looks like a credential blotted out. */
export function redact(text: string): string {
  let clean = text;
  for (const pattern of SECRETS) clean = clean.replace(pattern, REDACTED);
  return clean
    .replace(IN_ADDRESS, `$1${REDACTED}@`)
    .replace(HEADER, `$1${REDACTED}`)
    .replace(NAMED_QUOTED, `$1${REDACTED}`)
    .replace(NAMED_BARE, `$1${REDACTED}`);
}

/** What a task printed stays as it is, but for the token of the agent that runs it. */
export const withoutOwnTokens = (text: string): string => text.replace(OWN_TOKEN, REDACTED);
