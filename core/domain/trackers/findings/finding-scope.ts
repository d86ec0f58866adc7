import type { ExpressionType, Scope } from '../../expression/syntax.ts';

const text: ExpressionType = { is: 'text' };
const number: ExpressionType = { is: 'number' };
const boolean: ExpressionType = { is: 'boolean' };
const date: ExpressionType = { is: 'date' };

/** Names of a rule about a document. */
export const DOCUMENT_SCOPE = {
  profile: text,
  /** A form to be filled in. */
  template: boolean,
  today: date,
  staleAfterDays: number,
  lastUpdated: date,
  lastVerified: date,
  /** Days since last verified; none where it doesn't say. */
  verifiedAge: number,
  /** The status the document gives itself; how settled its text is ("accepted", "active") tells nothing of its entries. */
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
  /** Open beyond doubt. */
  openItems: number,
  /** Entries that may be counted one way or the other: unknown or deferred. */
  undecided: number,
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
  /** Its cell for the day it was done is empty while others of the table are filled. */
  doneDateMissing: boolean,
  /** Done or signed off. */
  finished: boolean,
  /** Has a state and is neither finished nor dropped; an item in review is open. */
  open: boolean,
  dropped: boolean,
  guess: boolean,
  /** Declared, a box, a sign, or a word that the general table has as it stands. */
  sure: boolean,
  /** By its status or a remark behind its name. */
  deferred: boolean,
  /** In a template, or a blank to be filled in. */
  example: boolean,
  /** Its word is not among those the document declares. */
  undeclared: boolean,
  /** Its undeclared word doesn't surely say what a declared one says. */
  changesCount: boolean,
  /** In a cell, box or line of its own, not by the heading it stands under. */
  statesStatus: boolean,
  statusWords: number,
  /** Its row has more cells than the table has columns. */
  strayCells: boolean,
  /** Siblings of its kind behind it, dropped ones left out. */
  later: number,
  laterFinished: number,
  /** Entries below it that carry a state, dropped ones left out. */
  children: number,
  childrenFinished: number,
  /** Open beyond doubt, as all that follow. */
  childrenOpen: number,
  /** Entries of other kinds below the same item. */
  related: number,
  relatedFinished: number,
  relatedOpen: number,
  dependsOpen: number,
  /** The first of them by name. */
  dependsOn: text,
  /** Phases its own "Phases: 1-8" line counts, and those listed below it. */
  statedPhases: number,
  phases: number,
} as const satisfies Scope;
