import { LineCounter } from 'yaml';
import { z } from 'zod';
import { fail, ok, type Result } from '../../../kernel/result.ts';
import { compileCondition } from '../../expression/compile.ts';
import { MOST_PROBLEMS, offsetOf, parseYamlDocument, whyUnread } from '../yaml-document.ts';
import { CRITERIA, GateDocument, type ItemSelector, LONGEST_DOCUMENT } from './gate-document.ts';
import { WHERE_SCOPE } from './item-scope.ts';
import { keysIn } from './key-ranges.ts';

/** Something in a gate's text that keeps it from being one. */
export const GateProblem = z.object({ line: z.number().int(), message: z.string() });
export type GateProblem = z.output<typeof GateProblem>;

type Path = readonly PropertyKey[];
interface At {
  readonly path: Path;
  readonly message: string;
}

type GateReading =
  | { readonly ok: true; readonly value: GateDocument }
  | { readonly ok: false; readonly problems: readonly GateProblem[] };

/** Reads a gate as a person wrote it. Nothing in it is followed or run, and every problem is told with its line. */
export function readGate(text: string): GateReading {
  if (text.length > LONGEST_DOCUMENT)
    return refused([{ line: 1, message: `A gate has at most ${LONGEST_DOCUMENT} characters.` }]);
  const lines = new LineCounter();
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  try {
    const { document, faults } = parseYamlDocument(text, lines);
    if (faults.length > 0)
      return refused(faults.map(({ at, says }) => ({ line: lineAt(at), message: ended(says) })));
    // Aliases are never followed: a few lines could stand for more than a machine holds.
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    const parsed = GateDocument.safeParse(value);
    const found = parsed.success
      ? problemsOf(parsed.data)
      : parsed.error.issues.flatMap((issue) => inWords(issue, value));
    if (parsed.success && found.length === 0) return ok(parsed.data);
    return refused(
      found.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({
        line: lineAt(offsetOf(document.contents, path) ?? 0),
        message: ended(message),
      })),
    );
  } catch (cause) {
    return refused([{ line: 1, message: whyUnread(cause) }]);
  }
}

/** The same as a result, for whoever needs the first problem alone. */
export function gateIn(read: GateReading): Result<GateDocument, 'gate.bad-document'> {
  if (read.ok) return ok(read.value);
  const [first] = read.problems;
  const more = read.problems.length > 1 ? ` (and ${read.problems.length - 1} more)` : '';
  return fail(
    'gate.bad-document',
    `This is no gate: line ${first?.line ?? 1}: ${first?.message ?? ''}${more} Nothing was changed.`,
    { line: first?.line ?? 1, problems: read.problems.map(({ line, message }) => `${line}: ${message}`) },
  );
}

function refused(problems: readonly GateProblem[]) {
  return { ok: false, problems: problems.toSorted((a, b) => a.line - b.line) } as const;
}

function ended(message: string): string {
  const line = message.split('\n')[0]?.trim() ?? '';
  return /[.!?]$/u.test(line) ? line : `${line}.`;
}

type Issue = z.core.$ZodIssue;

/** A criterion is of the kind whose field it has: what it lacks of other kinds is no problem of it. */
function inWords(issue: Issue, value: unknown): readonly At[] {
  const { path } = issue;
  if (issue.code === 'invalid_union' && path[0] === 'criteria' && path.length === 2) {
    const written = valueAt(value, path);
    const kinds = Object.keys(CRITERIA);
    if (typeof written !== 'object' || written === null)
      return [{ path, message: 'A criterion is a list of fields' }];
    const named = kinds.filter((kind) => Object.hasOwn(written, kind));
    const [kind] = named;
    if (named.length !== 1 || kind === undefined)
      return [{ path, message: `A criterion has exactly one of: ${kinds.join(', ')}` }];
    const branch = issue.errors[kinds.indexOf(kind)] ?? [];
    return branch.flatMap((inner) => inWords({ ...inner, path: [...path, ...inner.path] }, value));
  }
  const field = path.at(-1);
  const name = typeof field === 'string' ? `"${field}": ` : '';
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], message: `There is no field "${key}" here` }));
  if (issue.code === 'invalid_union') {
    const [first] = issue.errors.flat();
    return [{ path, message: `${name}${first?.message ?? issue.message}` }];
  }
  if (issue.code === 'invalid_type' && valueAt(value, path) === undefined)
    return [{ path, message: `The field ${typeof field === 'string' ? `"${field}"` : ''} is needed` }];
  return [{ path, message: `${name}${issue.message}` }];
}

function valueAt(value: unknown, path: Path): unknown {
  let at: unknown = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** What the form of the document alone can't say. */
function problemsOf({ gate, criteria }: GateDocument): readonly At[] {
  const seen = new Set<string>();
  return criteria.flatMap((criterion, index) => {
    const path = ['criteria', index];
    const found: At[] = [];
    if (seen.has(criterion.id))
      found.push({ path: [...path, 'id'], message: `Two criteria have the id "${criterion.id}"` });
    seen.add(criterion.id);
    if (criterion.traces !== undefined)
      found.push(...selectorProblems(criterion.traces, [...path, 'traces']));
    if ('items' in criterion) {
      found.push(...selectorProblems(criterion.items, [...path, 'items']));
      const { enough, evidence } = criterion.require;
      if (enough === 'either' && (evidence === undefined || evidence.atLeast === 0))
        found.push({
          path: [...path, 'require', 'enough'],
          message: '"either" needs evidence that could be enough: ask for at least one piece',
        });
      if (evidence?.commit === 'candidate' && evidence.types?.includes('code') === false)
        found.push({
          path: [...path, 'require', 'evidence', 'commit'],
          message: 'Only evidence of the type "code" names a commit: allow that type, or leave "commit" out',
        });
    }
    if ('gate' in criterion && criterion.gate.id === gate)
      found.push({ path: [...path, 'gate'], message: 'A gate can not ask itself' });
    return found;
  });
}

function selectorProblems({ keys, where }: ItemSelector, path: Path): readonly At[] {
  const found: At[] = [];
  const named = keys === undefined ? null : keysIn(keys);
  if (named?.ok === false) found.push({ path: [...path, 'keys'], message: named.error.message });
  const condition = where === undefined ? null : compileCondition(where, WHERE_SCOPE);
  if (condition?.ok === false) found.push({ path: [...path, 'where'], message: condition.error.message });
  return found;
}
