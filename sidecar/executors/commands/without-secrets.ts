const hidden = '[hidden]';

/** Shapes of well-known keys, and of what follows `Bearer`; for those a server repeats that are not ours. */
const shapes =
  /\b(?:sk|xai|gsk)-[\w-]{8,}|\bAIza[\w-]{20,}|\bqd_[\w-]{20,}|(?<=\bbearer\s+)[\w.~+/-]{8,}=*/gi;

/** A text from outside without the given secrets and without anything that looks like a key. */
export function withoutSecrets(text: string, secrets: readonly (string | null)[]): string {
  let clean = text;
  for (const secret of secrets)
    if (secret !== null && secret !== '') clean = clean.replaceAll(secret, hidden);
  return clean.replaceAll(shapes, hidden);
}
