import type { Field, ParsedDocument } from '../../core/domain/trackers/model.ts';
import { shownItems } from '../../core/domain/trackers/places/shown-items.ts';
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

/** Every field the items have, in the order they first appear. */
function columnsOf(document: ParsedDocument) {
  const columns = new Map<string, { name: string; label: string; kind: string }>();
  let above: readonly Field[] = [];
  for (const { fields } of shownItems(document)) {
    // Most rows have the columns of the row above.
    if (!haveSameNames(fields, above)) {
      for (const { name, label, kind } of fields) {
        if (!columns.has(name)) columns.set(name, { name, label, kind });
      }
    }
    above = fields;
  }
  return [...columns.values()];
}

function haveSameNames(one: readonly Field[], other: readonly Field[]): boolean {
  for (let at = 0; at < one.length; at += 1) if (one[at]?.name !== other[at]?.name) return false;
  return one.length === other.length;
}
