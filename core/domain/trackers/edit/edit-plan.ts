import type { Result } from '../../../kernel/result.ts';
import type { ParsedDocument, ReadOnly } from '../model.ts';
import type { Splice } from '../text/span.ts';

/** As the place and its neighbours write such values, or in the plainest form, which reads alike everywhere. */
export type WriteStyle = 'like-place' | 'plain';

/** A change a person makes, addressed by the item's address in the document it was planned against. */
export type AddressedEdit =
  | {
      readonly kind: 'set-field';
      readonly address: string;
      readonly field: string;
      readonly value: string;
      /** Only in the place with this address, where the item has others too. */
      readonly here?: true;
      /** What the person had before them as its text, where that is known: with its marks, or what they mean. */
      readonly seen?: string;
    }
  | {
      readonly kind: 'add-item';
      readonly nearAddress: string;
      readonly place: 'before' | 'after';
      readonly values: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'delete-item'; readonly address: string }
  | { readonly kind: 'duplicate-item'; readonly address: string }
  | {
      readonly kind: 'move-item';
      readonly address: string;
      readonly nearAddress: string;
      readonly place: 'before' | 'after';
    }
  | { readonly kind: 'set-meta'; readonly name: string; readonly value: string }
  | { readonly kind: 'set-prose'; readonly sectionPath: string; readonly text: string }
  | { readonly kind: 'add-log'; readonly text: string };

export interface EditContext {
  /** ISO date written into change-log lines. */
  readonly today: string;
  /** Append a change-log line per changed item; null leaves it to the profile. */
  readonly log: boolean | null;
  readonly actor: string;
  /** Reads a text as this document was read; absent where what an edit makes of it is not to be read back. */
  readonly reread?: (text: string) => ParsedDocument;
}

/** One thing that changed, in readable values. `address` is '' for what belongs to no item (metadata, prose, log). */
export interface PlannedChange {
  readonly address: string;
  /** Field name; `item` for a row that came or went, `position` for a move. */
  readonly field: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface EditPlan {
  readonly splices: readonly Splice[];
  readonly changes: readonly PlannedChange[];
  /** What happened in one sentence. */
  readonly summary: string;
  /** The whole document after it. */
  readonly text: string;
}

export type EditCode =
  | 'item.not-found'
  | 'field.not-found'
  | 'field.locked'
  | 'status.illegal-move'
  | 'status.unknown-word'
  | 'date.not-understood'
  | 'value.not-allowed'
  | ReadOnly['code'];

export type EditResult<Value> = Result<Value, EditCode>;
