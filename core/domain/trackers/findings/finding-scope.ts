import type { ExpressionType, Scope } from '../../expression/syntax.ts';

const text: ExpressionType = { is: 'text' };
const number: ExpressionType = { is: 'number' };
const boolean: ExpressionType = { is: 'boolean' };
const date: ExpressionType = { is: 'date' };

/** Names of a rule about a document. */
export const DOCUMENT_SCOPE = {
  profile: text,
  today: date,
  staleAfterDays: number,
  lastUpdated: date,
  lastVerified: date,
  /** Days since last verified; none where it doesn't say. */
  verifiedAge: number,
  /** The status the document gives itself. */
  statedStatus: text,
  statedFinished: boolean,
  statedOpen: boolean,
  /** Canonical states of the status in the front matter and of the one in the text below the title. */
  statedState: text,
  bodyStatus: text,
  bodyState: text,
  statedPercent: number,
  /** Counted from its entries; none without any. */
  percent: number,
  items: number,
  openItems: number,
} as const satisfies Scope;

/** Names of a rule about an item; those of its document are there too. */
export const ITEM_SCOPE = {
  ...DOCUMENT_SCOPE,
  kind: text,
  key: text,
  title: text,
  role: text,
  status: text,
  state: text,
  owner: text,
  due: date,
  /** A date of completion, where the label says so. */
  finishedOn: date,
  /** Its date cell is empty while others of the table are filled. */
  dateMissing: boolean,
  /** Done or signed off. */
  finished: boolean,
  /** Has a state and is neither finished nor dropped; an item in review is open. */
  open: boolean,
  guess: boolean,
  deferred: boolean,
  /** Its word is not among those the document declares. */
  undeclared: boolean,
  /** Siblings of its kind behind it, dropped ones left out. */
  later: number,
  laterFinished: number,
  /** Entries below it that carry a state, dropped ones left out. */
  children: number,
  childrenFinished: number,
  childrenOpen: number,
  /** Entries of other kinds below the same item. */
  related: number,
  relatedFinished: number,
  relatedOpen: number,
  dependsOpen: number,
  /** Phases its own "Phases: 1-8" line counts, and those listed below it. */
  statedPhases: number,
  phases: number,
} as const satisfies Scope;
