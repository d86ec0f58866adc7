import { z } from 'zod';
import type { Field } from '../core/domain/trackers/model.ts';
import { DiagramRow } from '../core/domain/trackers/rows/diagram-row.ts';
import { DocumentOutline } from '../core/domain/trackers/rows/outline.ts';
import { RevisionCause } from '../core/domain/trackers/rows/revision.ts';
import { CanonicalState } from '../core/domain/trackers/vocabulary/states.ts';
import { ItemId, TrackerId } from '../core/kernel/ids.ts';
import { versionedJson } from '../core/kernel/versioned-json.ts';

/** The JSON columns of the database, each with its version. */

export const mappingJson = versionedJson(
  'mapping',
  z.object({ columns: z.record(z.string(), z.string()), words: z.record(z.string(), CanonicalState) }),
);

export const outlineJson = versionedJson(
  'outline',
  DocumentOutline.extend({
    title: z.string(),
    guesses: z.array(z.object({ line: z.number(), what: z.string() })),
  }),
);

export const diagramsJson = versionedJson('diagrams', z.array(DiagramRow));

export const revisionJson = versionedJson(
  'revision',
  z.object({
    trackerId: TrackerId,
    sequence: z.number().int().min(1),
    hash: z.string(),
    bytes: z.number().int(),
    cause: RevisionCause,
    actorId: z.string().nullable(),
    summary: z.string(),
    correlation: z.string(),
    /** Items our own edit left in place under another address: address now -> address before. */
    carried: z.record(z.string(), z.string()).optional(),
  }),
);

const Side = z.object({ value: z.string().nullable(), who: z.string(), at: z.number() });

export const conflictJson = versionedJson(
  'conflict',
  z.object({
    id: z.string(),
    trackerId: TrackerId,
    itemId: ItemId.nullable(),
    address: z.string(),
    title: z.string(),
    field: z.string(),
    base: z.string().nullable(),
    mine: Side,
    theirs: Side,
    rule: z.string(),
    kept: z.enum(['theirs', 'both']),
  }),
);

export const restorePointJson = versionedJson(
  'restore point',
  z.object({
    id: z.string(),
    label: z.string(),
    revisions: z.array(z.object({ trackerId: TrackerId, sequence: z.number().int() })),
  }),
);

export type StoredField = Pick<Field, 'name' | 'label' | 'kind' | 'raw' | 'value' | 'editable'> & {
  readonly locked: string | null;
};

/**
 * An item's fields, as lists without names: they are the bulk of the database and read 500 rows at a time, so they
 * are not checked one by one. Only the reducer writes them, and a new form means new projections, which are rebuilt.
 */
export const fieldsJson = {
  write(fields: readonly StoredField[]): string {
    return JSON.stringify(
      fields.map((field) => {
        const row: unknown[] = [field.name, field.label, field.kind, field.raw, field.value];
        if (field.editable && field.locked === null) return row;
        return [...row, field.editable, field.locked];
      }),
    );
  },
  read(text: string): StoredField[] {
    const rows: [string, string, StoredField['kind'], string, string, boolean?, (string | null)?][] =
      JSON.parse(text);
    return rows.map(([name, label, kind, raw, value, editable = true, locked = null]) => ({
      name,
      label,
      kind,
      raw,
      value,
      editable,
      locked,
    }));
  },
};
