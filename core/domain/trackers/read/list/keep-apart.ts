import type { Span } from '../../text/span.ts';
import type { DraftField } from '../draft-field.ts';

interface WithFields {
  readonly span: Span;
  readonly carrier: string;
  fields: DraftField[];
}

interface Placed {
  readonly field: DraftField;
  readonly of: WithFields;
}

/**
 * A line that continues an entry of a list may look like one that says something of its heading. It belongs to the entry:
 * two fields over the same bytes could not both be edited.
 */
export function keepApart(items: readonly (WithFields | undefined)[]): void {
  const open = items.filter((item) => item !== undefined);
  if (!open.some((item) => item.fields.some((field) => isBelowHeading({ field, of: item })))) return;
  const placed = open.flatMap((item) => item.fields.map((field) => ({ field, of: item })));
  placed.sort((a, b) => a.field.span.start - b.field.span.start || b.field.span.end - a.field.span.end);
  const dropped = new Set<DraftField>();
  let before: Placed | null = null;
  for (const one of placed) {
    const overlaps = before !== null && one.field.span.start < before.field.span.end;
    if (before === null || !overlaps) before = one;
    else if (isBelowHeading(one)) dropped.add(one.field);
    else {
      if (isBelowHeading(before)) dropped.add(before.field);
      before = one;
    }
  }
  if (dropped.size === 0) return;
  for (const item of open) item.fields = item.fields.filter((field) => !dropped.has(field));
}

/** What a heading's item takes from the lines under it. */
function isBelowHeading({ field, of }: Placed): boolean {
  return of.carrier === 'heading' && field.span.start >= of.span.end;
}
