import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { shownItems } from '../../core/domain/trackers/places/shown-items.ts';
import { changeOf } from '../../core/domain/trackers/read/placing/changed-items.ts';
import type { Outline } from '../../core/domain/trackers/rows/outline.ts';
import { diagramsJson, outlineJson } from '../json-columns.ts';

/** Rows of "left alone" and "guessed" kept for the screen; the check command lists them all. */
const NOTES_KEPT = 500;

export function outlineText(document: ParsedDocument): string {
  return outlineJson.write({
    meta: document.meta.map(({ name, label, value, source }) => ({ name, label, value, source })),
    vocabularies: document.vocabularies.map(({ id, source, words }) => ({
      id,
      source,
      words: words.map(({ word, state, next }) => ({ word, state, next: next === null ? null : [...next] })),
    })),
    readOnly:
      document.readOnly === null ? null : { code: document.readOnly.code, reason: document.readOnly.reason },
    skipped: document.skipped.slice(0, NOTES_KEPT).map(({ what, line, reason }) => ({ what, line, reason })),
    guesses: document.guesses.slice(0, NOTES_KEPT).map(({ line, what }) => ({ line, what })),
    columns: columnsOf(document),
  });
}

export function diagramsText(document: ParsedDocument): string {
  return diagramsJson.write(
    document.diagrams.map((diagram) => ({
      kind: diagram.kind,
      title: diagram.title,
      sectionPath: document.sections[diagram.section]?.path ?? '',
      nodes: diagram.nodes.map(({ id, label, class: style }) => ({ id, label, class: style })),
      edges: diagram.edges.map(({ from, to, label }) => ({ from, to, label })),
      bars: diagram.bars.map((bar) => ({ ...bar })),
    })),
  );
}

type Columns = Outline['columns'];

const known = new WeakMap<readonly ParsedItem[], Columns>();

/** Every field the items have, in the order they first appear. */
function columnsOf(document: ParsedDocument): Columns {
  const items = shownItems(document);
  const columns = columnsAsBefore(items) ?? findColumns(items);
  known.set(items, columns);
  return columns;
}

/** Null where items that changed may have brought others. */
function columnsAsBefore(items: readonly ParsedItem[]): Columns | null {
  const change = changeOf(items);
  const columns = change === null ? undefined : known.get(change.before);
  if (change === null || columns === undefined) return null;
  return change.at.every((at) => haveSameColumns(items[at], change.before[at])) ? columns : null;
}

function haveSameColumns(one: ParsedItem | undefined, other: ParsedItem | undefined): boolean {
  if (one === undefined || one.fields.length !== other?.fields.length) return false;
  return one.fields.every(({ name, label, kind }, at) => {
    const field = other.fields[at];
    return field?.name === name && field.label === label && field.kind === kind;
  });
}

function findColumns(items: readonly ParsedItem[]): Columns {
  const columns = new Map<string, Columns[number]>();
  for (const { fields } of items) {
    for (const { name, label, kind } of fields) {
      if (!columns.has(name)) columns.set(name, { name, label, kind });
    }
  }
  return [...columns.values()];
}
