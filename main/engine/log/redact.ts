/** What must never rest in a log, wherever it stands in a line. */
const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_-]{16,}|xox[abprs]-[A-Za-z0-9-]{8,}|sk-[A-Za-z0-9_-]{16,}|AKIA[0-9A-Z]{12,})\b/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
];
const NAMED =
  /((?:token|secret|password|passphrase|passwd|api[-_]?key|authorization|cookie)["']?\s*[=:]\s*["']?)[^\s"'&,;]{3,}/gi;
const IN_ADDRESS = /([a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:)[^\s/@]+@/gi;
const SECRET_NAME =
  /^(?:.*(?:token|secret|password|passphrase|passwd|apikey|api_key|privatekey|private_key|cookie|authorization))$/i;

export const REDACTED = '[redacted]';

/** True for the name of a fact whose value is never written, whatever it looks like. */
export function namesASecret(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** The text with everything that looks like a credential blotted out. */
export function redact(text: string): string {
  let clean = text;
  for (const pattern of SECRETS) clean = clean.replace(pattern, REDACTED);
  return clean.replace(IN_ADDRESS, `$1${REDACTED}@`).replace(NAMED, `$1${REDACTED}`);
}
