import type { ExtraOf, InputOf, OutputOf, RowOf } from '../../../../core/contract/index.ts';

/** Short names for the contract's rows these screens speak about. */
export type Tracker = RowOf<'trackers.list'>;
export type Item = RowOf<'trackers.items'>;
export type ItemField = Item['fields'][number];
export type ItemDetail = OutputOf<'trackers.item'>;
/** What a tracker's document is made of. */
type DocumentShown = NonNullable<ExtraOf<'trackers.one'>['document']>;
export type Outline = DocumentShown['outline'];
export type DocumentDiagram = DocumentShown['diagrams'][number];
export type OutlineSection = Outline['sections'][number];
export type Counts = Tracker['counts'];
export type State = NonNullable<Item['state']>;
export type LogRow = RowOf<'trackers.log'>;
export type Revision = OutputOf<'trackers.revisions'>['rows'][number];
export type TimelineRow = OutputOf<'trackers.timeline'>['rows'][number];
export type Preview = OutputOf<'trackers.preview'>['previews'][number];
/** A preview of a file that could be read. */
export type ReadPreview = Exclude<Preview, { kind: 'refused' }>;
export type MappingInput = NonNullable<InputOf<'trackers.preview'>['mapping']>;
export type Edit = InputOf<'trackers.edit'>['edits'][number];
export type ItemsInput = InputOf<'trackers.items'>;
export type ItemFilter = ItemsInput['filter'];
export type ItemSort = ItemsInput['sort'];
export type Scope = InputOf<'trackers.slipped'>['trackerId'];
