import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type LineCounter,
  type Node,
  type ParsedNode,
  Parser,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Steps } from '../../../kernel/steps.ts';

interface YamlError {
  readonly line: number;
  readonly reason: string;
}

export interface YamlText {
  readonly contents: ParsedNode | null;
  readonly error: YamlError | null;
}

/** One document of a file; a file may hold several, parted by `---`. */
export interface YamlDocument {
  readonly contents: ParsedNode | null;
  /** What an alias stands for; null where nothing has its anchor, and where `unfollowed` says so. */
  readonly resolve: (node: unknown) => Node | null;
}

/** Characters that the aliases of a file may still stand for. */
interface AliasBudget {
  left: number;
  /** The first alias that stands for more. */
  unfollowed: Node | null;
}

/** In all, as a multiple of the file's own length, and beside it: a few aliases can stand for more than a machine holds. */
const ALIASED_SHARE = 10;
const ALIASED_AT_LEAST = 1_000_000;

interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly errors: readonly YamlError[];
  /** The first alias that was asked for when those before it had stood for too much text to follow more; null without one. */
  readonly unfollowed: () => Node | null;
}

const LEXEMES_A_STEP = 1000;

/** Pretty errors quote the text, each at the cost of a long line of it. */
const OPTIONS = { uniqueKeys: false, prettyErrors: false } as const;

/** YAML as nodes with offsets. Text that is none comes back as an error, never as a throw. */
export function parseYaml(source: string, lines: LineCounter): YamlText {
  try {
    const { contents, errors } = parseDocument(source, { ...OPTIONS, lineCounter: lines });
    const [error] = errors;
    return error === undefined
      ? { contents, error: null }
      : { contents: null, error: yamlError(error, lines) };
  } catch (cause) {
    return { contents: null, error: thrown(cause) };
  }
}

/** Every document of a file; one that is broken leaves the others as they are. */
export function* parseYamlStream(source: string, lines: LineCounter): Steps<YamlStream> {
  try {
    const parsed = yield* parseAll(source, lines);
    const budget: AliasBudget = { left: ALIASED_SHARE * source.length + ALIASED_AT_LEAST, unfollowed: null };
    const documents = parsed.filter((document) => document.errors.length === 0);
    return {
      documents: documents.map((document) => ({
        contents: document.contents,
        resolve: resolverOf(document, budget),
      })),
      errors: parsed.flatMap(({ errors: [error] }) => (error === undefined ? [] : [yamlError(error, lines)])),
      unfollowed: () => budget.unfollowed,
    };
  } catch (cause) {
    return { documents: [], errors: [thrown(cause)], unfollowed: () => null };
  }
}

/** What the library does at a stretch for all documents of a file, with pauses between their tokens. */
function* parseAll(source: string, lines: LineCounter): Steps<Document.Parsed[]> {
  const parser = new Parser(lines.addNewLine);
  const composer = new Composer({ ...OPTIONS, lineCounter: lines });
  const documents: Document.Parsed[] = [];
  const take = (tokens: Iterable<CST.Token>) => {
    for (const token of tokens) documents.push(...composer.next(token));
  };
  let read = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(source)) {
    take(parser.next(lexeme));
    read += 1;
    if (read % LEXEMES_A_STEP === 0) yield;
  }
  take(parser.end());
  documents.push(...composer.end());
  return documents;
}

function resolverOf(document: Document.Parsed, budget: AliasBudget): YamlDocument['resolve'] {
  let meant: ReadonlyMap<Alias, Node> | null = null;
  return (node) => {
    if (!isAlias(node)) return isScalar(node) || isMap(node) || isSeq(node) ? node : null;
    meant ??= meantBy(document);
    const found = meant.get(node) ?? null;
    const [start = 0, end = start] = found?.range ?? [];
    budget.left -= 1 + end - start;
    if (budget.left >= 0) return found;
    budget.unfollowed ??= node;
    return null;
  };
}

/** What each alias stands for: the last node before it with its anchor. */
function meantBy(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchored = new Map<string, Node>();
  const meant = new Map<Alias, Node>();
  visit(document, {
    Node(_key, node) {
      const found = isAlias(node) ? anchored.get(node.source) : undefined;
      if (isAlias(node) && found !== undefined) meant.set(node, found);
      else if (!isAlias(node) && node.anchor !== undefined) anchored.set(node.anchor, node);
    },
  });
  return meant;
}

function yamlError(
  error: { readonly message: string; readonly pos: readonly [number, number] },
  lines: LineCounter,
): YamlError {
  const [message = ''] = error.message.split('\n');
  // The place is told once, and counted in the whole file.
  const reason = message.replace(/ at line \d+, column \d+:?\s*$/u, '');
  return { line: lines.linePos(error.pos[0]).line, reason };
}

function thrown(cause: unknown): YamlError {
  // The library recurses per nesting level; thousands of brackets end the stack.
  return { line: 1, reason: cause instanceof RangeError ? 'it is nested too deeply' : String(cause) };
}

/** A scalar as the file writes it, without its quotes; '' for anything else and for null. */
export function scalarText(node: unknown): string {
  if (!isScalar(node)) return '';
  const { value, source } = node;
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : (source ?? '');
}

/** Fields that a map takes over from others by `<<`; its own come first. */
export function mergedPairs(map: YAMLMap, resolve: YamlDocument['resolve']): YAMLMap['items'] {
  const names = new Set(map.items.map((pair) => scalarText(pair.key)));
  const merged: YAMLMap['items'] = [];
  const visited = new Set<YAMLMap>([map]);
  const take = (from: YAMLMap) => {
    for (const pair of from.items) {
      if (scalarText(pair.key) !== '<<') continue;
      const value = resolve(pair.value);
      for (const one of isSeq(value) ? value.items.map(resolve) : [value]) {
        if (!isMap(one) || visited.has(one)) continue;
        visited.add(one);
        for (const theirs of one.items) {
          const name = scalarText(theirs.key);
          if (name === '<<' || names.has(name)) continue;
          names.add(name);
          merged.push(theirs);
        }
        take(one);
      }
    }
  };
  take(map);
  return merged;
}
