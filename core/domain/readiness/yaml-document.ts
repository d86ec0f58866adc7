import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  parseDocument,
  visit,
} from 'yaml';
import { z } from 'zod';
import { cutText } from '../../kernel/cut-text.ts';
import { printableText } from '../../kernel/printable-text.ts';

/** What is wrong with a document that a person wrote, and where. */
export const DocumentProblem = z.object({
  /** From 1. */
  line: z.number().int(),
  says: z.string(),
});
export type DocumentProblem = z.output<typeof DocumentProblem>;

export type ReadDocument<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };

/** In characters: three hundred objectives. Reading that takes a tenth of a second, and what is longer holds the engine's loop. */
export const DOCUMENT_CHARACTERS_MAX = 50_000;
export const MOST_PROBLEMS = 20;
/** Some quote what they are about, however long it is. */
const SAYS_MAX = 300;

/** The library's own search for keys that stand twice takes the square of their number. Pretty errors quote long lines. */
const OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const;

/** Something that keeps a text from being YAML, and at which of its characters. */
export interface YamlFault {
  readonly at: number;
  readonly says: string;
}

/** A document as nodes, with the first few things that are wrong with it. May throw where it is nested too deeply. */
export function parseYamlDocument(
  text: string,
  lineCounter: LineCounter,
): { readonly document: Document.Parsed; readonly faults: readonly YamlFault[] } {
  const document = parseDocument(text, { ...OPTIONS, lineCounter });
  return { document, faults: faultsOf(document) };
}

/** All documents of a text; null where one of them is wrong. May throw where one is nested too deeply. */
export function parseYamlDocuments(text: string): readonly Document.Parsed[] | null {
  const documents = [...parseAllDocuments(text, OPTIONS)];
  return documents.some((document) => faultsOf(document).length > 0) ? null : documents;
}

function faultsOf(document: Document.Parsed): readonly YamlFault[] {
  const faults = document.errors.slice(0, MOST_PROBLEMS).map(
    ({ pos, message }): YamlFault => ({
      at: pos[0],
      says: cutText(message.split('\n')[0] ?? '', SAYS_MAX),
    }),
  );
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const value = isScalar(key) ? key.value : key;
        if (seen.has(value)) faults.push({ at: startOf(key) ?? 0, says: 'Map keys must be unique' });
        if (faults.length >= MOST_PROBLEMS) return visit.BREAK;
        seen.add(value);
      }
      return undefined;
    },
  });
  return faults;
}

/** Reads YAML by a schema. Nothing in it is run, and nothing outside it is looked at. */
export function readYamlDocument<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): ReadDocument<z.output<Schema>> {
  const refuse = (line: number, says: string): ReadDocument<never> => ({
    ok: false,
    problems: [{ line, says }],
  });
  if (text.length > DOCUMENT_CHARACTERS_MAX)
    return refuse(1, `It is longer than ${DOCUMENT_CHARACTERS_MAX} characters.`);
  const lineCounter = new LineCounter();
  let document: Document.Parsed;
  let value: unknown;
  try {
    const parsed = parseYamlDocument(text, lineCounter);
    document = parsed.document;
    const [fault] = parsed.faults;
    if (fault !== undefined) {
      const says = printableText(fault.says).replace(/\.$/u, '');
      return refuse(lineCounter.linePos(fault.at).line || 1, `${says}.`);
    }
    // Aliases are not followed: a few lines could stand for more than a machine holds.
    value = document.toJS({ maxAliasCount: 0 });
  } catch (error) {
    return refuse(1, whyUnread(error));
  }
  const read = schema.safeParse(value, { reportInput: true });
  if (read.success) return { ok: true, value: read.data };
  const problems = read.error.issues.flatMap(inWords).slice(0, MOST_PROBLEMS);
  const lineOf = (path: Path): number => {
    const offset = offsetOf(document.contents, path);
    return offset === null ? 1 : lineCounter.linePos(offset).line || 1;
  };
  return {
    ok: false,
    problems: problems.map(({ path, says }) => ({ line: lineOf(path), says: printableText(says) })),
  };
}

type Path = readonly PropertyKey[];

function inWords(issue: z.core.$ZodIssue): readonly { readonly path: Path; readonly says: string }[] {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], says: `There is no field "${key}" here.` }));
  const where = path.map(String).join('.');
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return [{ path, says: where === '' ? 'It is empty.' : `${where} is needed.` }];
  return [{ path, says: `${where === '' ? '' : `${where}: `}${message.replace(/\.$/u, '')}.` }];
}

/** Why the library could not make values of a text. */
export function whyUnread(error: unknown): string {
  if (error instanceof RangeError) return 'It is nested too deeply.';
  if (error instanceof ReferenceError)
    return 'Anchors and aliases ("&", "*") are not followed: write it out.';
  return `It can’t be read: ${printableText(String(error))}.`;
}

/** Where what a path names begins, its name included, or the nearest thing around it that is there. */
export function offsetOf(contents: unknown, path: Path): number | null {
  let here: unknown = contents;
  let offset = startOf(contents);
  for (const key of path) {
    let next: unknown;
    if (isMap(here)) {
      const pair = here.items.find((one) => isScalar(one.key) && one.key.value === key);
      offset = startOf(pair?.key) ?? offset;
      next = pair?.value;
    } else {
      next = isSeq(here) && typeof key === 'number' ? here.items[key] : undefined;
      offset = startOf(next) ?? offset;
    }
    here = next;
  }
  return offset;
}

function startOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
