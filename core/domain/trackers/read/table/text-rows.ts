import type { ProfileRule } from '../../profiles/profile.ts';
import type { RowLine, TextRowsBlock } from '../../text/blocks.ts';
import { plainText } from '../../text/plain-text.ts';
import { keyOf } from '../../text/slug.ts';
import type { ChunkScope } from '../chunk-scope.ts';

type TextRows = NonNullable<ProfileRule['textRows']>;

/** Rows of a two-column table whose bars were lost: cut where the second column most likely begins. */
export function readTextRows(scope: ChunkScope, block: TextRowsBlock): void {
  const rule = scope.rule?.rule.textRows;
  const header = block.rows[0];
  if (rule === undefined || header === undefined) return;
  const titles = new RegExp(rule.header, 'iu').exec(scope.text.slice(header.start, header.end));
  const labels = [titles?.[1] ?? '', titles?.[2] ?? ''] as const;
  for (const row of block.rows.slice(1)) addRow(scope, row, rule, labels);
}

function addRow(scope: ChunkScope, row: RowLine, rule: TextRows, labels: readonly [string, string]): void {
  const line = scope.text.slice(row.start, row.end);
  const cut = cutOf(line, rule, scope);
  if (cut === null) {
    scope.skip('row', row.line, 'No place was found where the second column of this flattened row begins');
    return;
  }
  const first = { start: row.start, end: row.start + line.slice(0, cut).trimEnd().length };
  const second = { start: row.start + cut, end: row.end };
  const title = plainText(scope.text.slice(first.start, first.end));
  const [one, two] = rule.columns;
  if (one === undefined || two === undefined) return;
  // Without its known word the row could not be cut again.
  const locked =
    rule.split[0] === 'word' && wordCut(line, scope) === cut
      ? 'it tells where the next column begins'
      : undefined;
  scope.add({
    ...scope.linesSpan(row.line, row.line),
    kind: rule.kind,
    key: keyOf('', title),
    title,
    carrier: 'text-row',
    line: row.line,
    fields: [
      scope.field(one.name, labels[0], one.kind, first, locked),
      scope.field(two.name, labels[1], two.kind, second),
    ],
    count: rule.count,
  });
  scope.guesses.push({
    line: row.line,
    what: `Flattened row cut in two before "${line.slice(cut, cut + 24)}"`,
  });
}

function cutOf(line: string, rule: TextRows, scope: ChunkScope): number | null {
  for (const way of rule.split) {
    const at =
      way === 'word'
        ? wordCut(line, scope)
        : way === 'path'
          ? pathCut(line)
          : way === 'method'
            ? methodCut(line)
            : capitalCut(line);
    if (at !== null && at > 0 && at < line.length) return at;
  }
  return null;
}

/** Behind a known status word. */
function wordCut(line: string, scope: ChunkScope): number | null {
  const words = (scope.context.profile.vocabulary?.words ?? []).map((entry) => entry.word);
  const word = words
    .filter((entry) => line.toLowerCase().startsWith(`${entry.toLowerCase()} `))
    .sort((a, b) => b.length - a.length)[0];
  return word === undefined ? null : word.length + 1;
}

const PATH_LIKE =
  /^(?:\.?[\w-]+(?:\.[\w-]+)*\/[\w*./-]+|\.?[\w-]+(?:\.[\w-]+)*\.(?:md|ya?ml|json|sql|ts|js|go|py|sh|txt|html|toml|csv))[,;)]?$/u;

/** Before the first path; one that a `+` ties to words before it still belongs to the first column. */
function pathCut(line: string): number | null {
  let before = '';
  for (const { 0: token, index } of line.matchAll(/\S+/gu)) {
    if (index > 0 && PATH_LIKE.test(token) && !/^(?:\+|&|and|or)$/iu.test(before)) return index;
    before = token;
  }
  return null;
}

/** Before an HTTP method. */
function methodCut(line: string): number | null {
  const found = /(?<=\s)(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s+\//u.exec(line);
  return found === null ? null : found.index;
}

/** Before a capitalised word that follows a small one: where a sentence starts again. */
function capitalCut(line: string): number | null {
  const found = /(?<=[\p{Ll}\p{N})]\s)\p{Lu}/u.exec(line);
  return found === null ? null : found.index;
}
