import type { OutputOf } from '../../../../core/contract/index.ts';
import type { Mark } from '../../../ui/marks/mark.ts';

export type Verdict = OutputOf<'bundles.verify'>['verdict'];

/** A verdict, and of what it is. */
export interface Verified {
  readonly of: string;
  /** The file that was verified; null for a bundle of this workspace. */
  readonly file: string | null;
  readonly answer: OutputOf<'bundles.verify'>;
}

export interface MemberRow {
  readonly path: string;
  /** Null for one that the manifest doesn't name. */
  readonly bytes: number | null;
  readonly sha256: string | null;
  /** What is wrong with it; none where it holds. */
  readonly problems: readonly string[];
}

/** Every file of the bundle with what is wrong with it: those with problems first. */
export function memberRows({
  manifest,
  problems,
}: Pick<Verdict, 'manifest' | 'problems'>): readonly MemberRow[] {
  const wrong = Map.groupBy(problems, ({ member }) => member);
  const sayings = (path: string) => (wrong.get(path) ?? []).map(({ says }) => says);
  const members = manifest?.members ?? [];
  const known = new Set(members.map(({ path }) => path));
  const others = [...wrong.keys()].filter((path): path is string => path !== null && !known.has(path));
  const rows = [
    ...others.map((path) => ({ path, bytes: null, sha256: null, problems: sayings(path) })),
    ...members.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256, problems: sayings(path) })),
  ];
  return rows.toSorted((a, b) => Number(b.problems.length > 0) - Number(a.problems.length > 0));
}

/** What is wrong with the bundle as a whole. */
export function generalProblems({ problems }: Pick<Verdict, 'problems'>): readonly string[] {
  return problems.flatMap(({ member, says }) => (member === null ? [says] : []));
}

export interface KeyRow {
  readonly fingerprint: string;
  readonly name: string;
  /** Whether the bundle as a whole is signed with it. */
  readonly signs: boolean;
}

/** The keys of every signature in it; whose signs the bundle comes first. */
export function keyRows({ manifest, signer }: Pick<Verdict, 'manifest' | 'signer'>): readonly KeyRow[] {
  const keys = (manifest?.keys ?? []).map(({ fingerprint, name }) => ({
    fingerprint,
    name,
    signs: fingerprint === signer?.fingerprint,
  }));
  return keys.toSorted((a, b) => Number(b.signs) - Number(a.signs));
}

/** The verdict in a few words. */
export function verdictWords({ holds, trusted }: Pick<Verdict, 'holds' | 'trusted'>): {
  readonly mark: Mark;
  readonly label: string;
} {
  if (!holds) return { mark: 'blocked', label: trusted === false ? 'Not trusted' : 'Does not hold' };
  return trusted === true
    ? { mark: 'done', label: 'Holds, and its signer is trusted' }
    : { mark: 'done', label: 'Holds' };
}

/** Who signed it, and what that is worth. */
export function signerWords(
  { signer, trusted }: Pick<Verdict, 'signer' | 'trusted'>,
  signerName: string | null,
): string {
  if (signer === null) return 'Who signed it can’t be read.';
  const said = `The bundle says that ${signer.name} signed it.`;
  if (trusted === true) return `${said} The key is one that you trust.`;
  if (trusted === false) return `${said} The key is none that you trust.`;
  return signerName === null
    ? `${said} Nobody in this workspace has that key: compare its fingerprint with one that you got another way.`
    : `${said} The key is ${signerName}’s in this workspace.`;
}

/** What of the verifier in it a person has to know; null where nothing. */
export function verifierWords({ ownVerifier }: Pick<Verdict, 'ownVerifier'>): string | null {
  if (ownVerifier === null) return 'There is no verify.mjs in it.';
  return ownVerifier
    ? null
    : 'The verify.mjs in it is not the one that this version writes: it may be of another version, so don’t rely on what it says.';
}

/** Fingerprints as they are typed: one a line, or separated by commas. */
export function readFingerprints(text: string): {
  readonly fingerprints: readonly string[];
  readonly problem: string | null;
} {
  const typed = text
    .split(/[\n,;]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const wrong = typed.find((part) => !/^[0-9a-f]{40}$/u.test(part.toLowerCase().replaceAll(/[\s:]/gu, '')));
  return {
    fingerprints: typed.map(grouped),
    problem:
      wrong === undefined ? null : `“${wrong}” is no fingerprint: that is 40 digits and letters from a to f.`,
  };
}

function grouped(fingerprint: string): string {
  const digits = fingerprint.toLowerCase().replaceAll(/[\s:]/gu, '');
  return digits.match(/.{1,4}/gu)?.join(' ') ?? digits;
}
