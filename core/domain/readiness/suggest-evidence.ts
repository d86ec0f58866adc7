import type { EvidenceType } from './evidence.ts';
import { RootedPath } from './evidence.ts';

/** Something that an item's own text names and that may be evidence for it. */
export interface EvidenceSuggestion {
  readonly type: EvidenceType;
  /** Empty where only a commit or a test was named. */
  readonly file: string;
  /** Heading, pointer, revision or test, by the type; empty for none. */
  readonly part: string;
  /** The field that names it. */
  readonly from: string;
}

interface NamingField {
  readonly label: string;
  /** As it stands in the document: its marks tell names from words. */
  readonly raw: string;
}

type Found = Omit<EvidenceSuggestion, 'from'>;

/** A cell that lists more is a log, and a person would not go through it here. */
const MOST = 9;
/** Of one field; what stands behind is not read. */
const READ = 4000;

/**
 * What fields name: paths below the root, commits, tests and links to any of these. In the order of the text, each once.
 * `folder`: where the text's file lies below the root, which its links are relative to; empty at the top.
 */
export function suggestEvidence(fields: readonly NamingField[], folder = ''): readonly EvidenceSuggestion[] {
  const found = new Map<string, EvidenceSuggestion>();
  for (const { label, raw } of fields) {
    for (const token of tokensOf(raw.slice(0, READ))) {
      const one = readToken(token, folder);
      if (one === null) continue;
      const key = JSON.stringify(one);
      if (!found.has(key)) found.set(key, { ...one, from: label });
      if (found.size === MOST) return [...found.values()];
    }
  }
  return [...found.values()];
}

interface Token {
  readonly text: string;
  /** Written as code or as a link's target: it is meant as a name, and may hold spaces. */
  readonly quoted: boolean;
  readonly isLink: boolean;
}

const TOKEN = /\]\((?<link>[^()\s]+)[^()]*\)|`(?<code>[^`]+)`|(?<word>[^\s`[\]()<>"“”|]+)/gu;
/** What a sentence puts around a name. */
const AROUND = /^[*_'‘’,;:!?]+|[*_'‘’,;:!?.]+$/gu;

function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(TOKEN)].flatMap(({ groups }) => {
    const { link, code, word = '' } = groups ?? {};
    const quoted = code ?? (link === undefined ? undefined : decoded(link));
    const name = quoted?.trim() ?? word.replaceAll(AROUND, '');
    const isLink = link !== undefined;
    return name === '' ? [] : [{ text: name, quoted: quoted !== undefined, isLink }];
  });
}

function readToken({ text, quoted, isLink }: Token, folder: string): Found | null {
  if (/^https?:\/\//iu.test(text)) return readLink(decoded(text));
  const commit = readCommit(text);
  if (commit !== null) return commit;
  const named = isLink ? fromFolder(text, folder) : text;
  return named === null ? null : (readTest(named) ?? readPath(named, quoted));
}

/** A link's target as a path below the root; null where it leads above that. One with a slash in front begins there. */
function fromFolder(target: string, folder: string): string | null {
  const hash = target.indexOf('#');
  const path = hash < 0 ? target : target.slice(0, hash);
  if (path === '') return null;
  const parts = path.startsWith('/') || folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/') + (hash < 0 ? '' : target.slice(hash));
}

/** A commit or a file as code hosts address them; any other page is on a network, where no evidence is verified. */
function readLink(address: string): Found | null {
  const commit = /\/commits?\/(?<sha>[0-9a-f]{7,40})(?:[/?#]|$)/u.exec(address)?.groups?.['sha'];
  if (commit !== undefined) return { type: 'code', file: '', part: commit };
  const file = /\/(?:blob|raw)\/[^/]+\/(?<path>[^?#]+)/u.exec(address)?.groups?.['path'];
  return file === undefined ? null : readPath(file, true);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A word of letters alone is English, and one of digits alone a date or a number. */
function readCommit(text: string): Found | null {
  if (!/^[0-9a-f]{7,40}$/u.test(text)) return null;
  const isWritten = /\d/u.test(text) && /[a-f]/u.test(text);
  return isWritten || text.length === 40 ? { type: 'code', file: '', part: text } : null;
}

function readTest(text: string): Found | null {
  const at = text.indexOf('::');
  if (at >= 0) {
    const file = text.slice(0, at);
    if (isReport(file) && isBelow(file) && at + 2 < text.length)
      return { type: 'test', file, part: text.slice(at + 2) };
    return /^[^:].*::.*[^:]$/u.test(text) ? { type: 'test', file: '', part: text } : null;
  }
  return /[^./]\.(?:test|spec)$/u.test(text) ? { type: 'test', file: '', part: text } : null;
}

const ENDING = /\.(?<ending>[a-z][a-z0-9]{0,9})$/iu;
const TEXTS = new Set(['md', 'markdown', 'mdx', 'txt', 'rst', 'adoc', 'html', 'pdf']);
const ARTIFACTS = new Set(
  'tgz tar gz xz zst bz2 zip 7z whl jar war dmg pkg exe msi deb rpm appimage apk ipa wasm bin iso img csv png'.split(
    ' ',
  ),
);
const SOURCES = new Set(
  'ts tsx js jsx mjs cjs py rs go java kt swift c h cc cpp hpp cs rb php sh sql css scss vue svelte ex exs scala lua toml yaml yml json xml proto tf'.split(
    ' ',
  ),
);
const DESCRIPTIONS = /(?:^|[/._-])(?:openapi|asyncapi|swagger)[^/]*\.(?:ya?ml|json)$/iu;

function isReport(path: string): boolean {
  return /\.xml$/iu.test(path);
}

function isBelow(path: string): boolean {
  return RootedPath.safeParse(path).success && !path.includes('\\');
}

/** What a file of this name is most likely evidence as; a copy of code is an artifact. */
export function evidenceTypeOf(name: string): Exclude<EvidenceType, 'code'> {
  const type = readPath(name, true)?.type ?? 'artifact';
  return type === 'code' ? 'artifact' : type;
}

/** `path`, `path#heading`, `path#/pointer` or `path@revision`. */
function readPath(named: string, quoted: boolean): Found | null {
  const text = named.replace(/^\.\//u, '').replace(/:\d+(?::\d+|-\d+)?$/u, '');
  const hash = text.indexOf('#');
  const mark = hash >= 0 ? -1 : text.search(/(?<=[^/])@(?=[^@/]+$)/u);
  const cut = hash >= 0 ? hash : mark;
  const file = cut < 0 ? text : text.slice(0, cut);
  const part = cut < 0 ? '' : text.slice(cut + 1);
  const ending = ENDING.exec(file)?.groups?.['ending']?.toLowerCase();
  if (ending === undefined || !isBelow(file)) return null;
  const isKnown = TEXTS.has(ending) || ARTIFACTS.has(ending) || SOURCES.has(ending);
  // Otherwise a host's name or an abbreviation.
  if (!isKnown && !(quoted && file.includes('/'))) return null;
  if (!quoted && /\s/u.test(file)) return null;
  if (mark >= 0) return { type: 'code', file, part };
  if (TEXTS.has(ending)) return { type: 'doc', file, part };
  if (part.startsWith('/') || DESCRIPTIONS.test(file)) return { type: 'contract', file, part };
  if (isReport(file) && /junit|report|test/iu.test(file)) return { type: 'test', file, part: '' };
  return { type: ARTIFACTS.has(ending) ? 'artifact' : 'code', file, part: '' };
}
