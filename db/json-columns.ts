import { z } from 'zod';
import { AlertSource, Labels } from '../core/domain/alerts/alert.ts';
import { AlertChange } from '../core/domain/alerts/alert-change.ts';
import { AlertRule } from '../core/domain/alerts/rules/alert-rule.ts';
import {
  MoveBegun,
  MoveEnded,
  NewEnvironmentTerms,
} from '../core/domain/readiness/environment/environment.ts';
import { Locator } from '../core/domain/readiness/evidence.ts';
import { GateRunRecord } from '../core/domain/readiness/gate/report.ts';
import { Guard } from '../core/domain/readiness/measure/guard.ts';
import { SignoffAsked, SignoffGiven } from '../core/domain/readiness/signoff/signoff-ops.ts';
import { SloReading } from '../core/domain/readiness/slo/slo-value.ts';
import { VerificationRecord } from '../core/domain/readiness/verification-record.ts';
import {
  ItemChanges,
  Reading,
  RevisionNote,
  RevisionRecord,
} from '../core/domain/trackers/history/revision-record.ts';
import type { Field } from '../core/domain/trackers/model.ts';
import { DiagramRow } from '../core/domain/trackers/rows/diagram-row.ts';
import { DocumentOutline } from '../core/domain/trackers/rows/outline.ts';
import { TrackerMapping } from '../core/domain/trackers/vocabulary/mapping.ts';
import { RevisionId, TrackerId } from '../core/kernel/ids.ts';
import { versionedJson } from '../core/kernel/versioned-json.ts';

/** The JSON columns of the database, each with its version. */

export const mappingJson = versionedJson('mapping', TrackerMapping);

export const readingJson = versionedJson('reading', Reading);

export const itemChangesJson = versionedJson('item ids', z.record(z.string(), ItemChanges));

export const outlineJson = versionedJson(
  'outline',
  DocumentOutline.extend({
    guesses: z.array(z.object({ line: z.number(), what: z.string() })),
  }),
);

export const diagramsJson = versionedJson('diagrams', z.array(DiagramRow));

/** Version 1 was before revisions had parents; a migration rewrote them. */
export const revisionJson = versionedJson('revision', RevisionRecord, [(old) => old]);

export const heldBeforeJson = versionedJson(
  'texts a file held',
  z.array(z.object({ revisionId: RevisionId, until: z.number(), into: z.number().optional() })),
);

export const noteJson = versionedJson('note on a revision', RevisionNote);

export const restorePointJson = versionedJson(
  'restore point',
  z.object({
    id: z.string(),
    label: z.string(),
    revisions: z.array(z.object({ trackerId: TrackerId, revisionId: RevisionId })),
  }),
  [(old) => old],
);

export const locatorJson = versionedJson('locator', Locator);

export const askedJson = versionedJson('request for a sign-off', SignoffAsked);

export const givenJson = versionedJson('sign-off', SignoffGiven);

export const alertSourceJson = versionedJson('source of an alert', AlertSource);

export const labelsJson = versionedJson('labels', Labels);

export const alertTermsJson = versionedJson('alert rule', AlertRule.omit({ id: true }).partial());

export const alertChangeJson = versionedJson('change of an alert', AlertChange);

export const guardJson = versionedJson('guard', Guard);

export const verificationJson = versionedJson('verification', VerificationRecord);

export const sloReadingJson = versionedJson('value of an objective', SloReading);

export const gateRunJson = versionedJson('run of a gate', GateRunRecord);

export const environmentJson = versionedJson('environment', NewEnvironmentTerms);

export const moveBegunJson = versionedJson('move', MoveBegun);

export const moveEndedJson = versionedJson('end of a move', MoveEnded);

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
