import type { ColumnRole, HeaderSense } from '../../vocabulary/column-words.ts';
import { isRating, saysDue, saysStatus } from '../../vocabulary/column-words.ts';
import type { HeaderSenses } from '../../vocabulary/header-words.ts';
import type { CellFacts } from './cell-facts.ts';

/** A column as found: its words and what its cells are like. */
export interface SeenColumn {
  readonly at: number;
  readonly label: string;
  readonly header: HeaderSenses;
  readonly cells: CellFacts;
}

/** What the whole table knows when one column is scored. */
export interface TableHints {
  /** The heading above says that what follows is finished. */
  readonly underDone: boolean;
}

/** How well a column would hold a role; 0 and less: not at all. */
export type RoleScores = Readonly<Record<ColumnRole, number>>;

/** From here on a role is taken. */
export const THRESHOLD = 0.35;

/**
 * Weights, each with what it stands against. A header that is the word itself weighs 1; cells confirm it or refuse it,
 * and without a header's word they suffice only where they can hardly mean anything else.
 */
const WEIGHTS = {
  /** Cells that say what the header says. */
  confirmed: 0.5,
  /** "Done", "Result", "Progress" may head prose: half of the cells have to be statuses. */
  looseStatus: 0.8,
  /** Words or marks alone, under a header that says nothing of a status. */
  bareStatus: 0.55,
  /** `2/3` alone. */
  bareCounts: 0.5,
  /** "Date" alone is the day it was done where finished rows carry it. */
  day: 0.5,
  notes: 0.7,
  longNotes: 0.15,
  key: 0.9,
  /** "Phase", "Version": telling rows apart is not what the word is for. */
  countedOff: 0.5,
  /** A first column of codes beside a better name. */
  bareKey: 0.36,
  bareRating: 0.45,
  count: 0.5,
  bareCount: 0.36,
} as const;

/** What makes a cell a name or speaks against it: a code, a number, a day, a path, a hash is none beside a title. */
const NAME = {
  first: 0.35,
  second: 0.15,
  wordy: 0.3,
  codes: -0.7,
  numeric: -0.8,
  dated: -1.2,
  hashes: -1,
  paths: -0.45,
  ratings: -0.6,
  people: -0.25,
  marks: -1,
  clearStatus: -0.5,
  repeated: -0.6,
  empty: -0.4,
  prose: -0.25,
  /** A header of words nobody knows: what the table is about is often called by a word of its own. */
  ownWord: 0.3,
  /** A header that is a word for something else. */
  otherwise: -0.35,
} as const;

const PROSE = 100;
const NEVER = -1;

export function roleScores(column: SeenColumn, hints: TableHints): RoleScores {
  return {
    key: keyScore(column),
    name: nameScore(column),
    status: statusScore(column),
    due: dayScore(column, 'due'),
    start: dayScore(column, 'start'),
    done: doneScore(column, hints),
    owner: ownerScore(column),
    depends: said(column, 'depends') * (isDay(column) || isCounted(column) ? 0.2 : 0.9),
    notes: notesScore(column),
    count: countScore(column),
    priority: priorityScore(column),
    evidence: said(column, 'evidence') * 0.8,
  };
}

export function said(column: SeenColumn, sense: HeaderSense): number {
  return column.header.strengths.get(sense) ?? 0;
}

function isDay({ cells }: SeenColumn): boolean {
  return cells.dated >= 0.6;
}

function isCounted({ cells }: SeenColumn): boolean {
  return cells.numeric >= 0.8;
}

function statusScore(column: SeenColumn): number {
  const { cells, header, label } = column;
  const word = said(column, 'status');
  const shares = Math.max(cells.counts, cells.percent);
  const told = Math.max(cells.status, shares);
  if (isRating(label) || cells.ratings >= 0.7) return NEVER;
  if (word === 0) {
    // A first column of ticks stands before what is ticked.
    if (header.strengths.has('flag') || (column.at === 0 && cells.marks < 0.5)) return NEVER;
    // Numbers under a word for something else are figures: "Score 3/5".
    if (cells.counts >= 0.7 && cells.fill >= 0.5) return WEIGHTS.bareCounts * cells.counts;
    const strong =
      cells.clearStatus >= (column.at === 0 ? 0.5 : 0.7) && cells.filled > 0 && cells.dated < 0.5;
    return strong && !speaksOtherwise(column) ? WEIGHTS.bareStatus * cells.clearStatus : NEVER;
  }
  if (isDay(column) && told < 0.5) return NEVER;
  if (isCounted(column) && shares < 0.5) return NEVER;
  if (saysStatus(header.text)) return isOwnWord(column, told) ? NEVER : word + WEIGHTS.confirmed * told;
  if (cells.filled > 0 && told < 0.5) return NEVER;
  return word * WEIGHTS.looseStatus + WEIGHTS.confirmed * told * 0.5;
}

/** A first column of different words, none of them a status, names its rows: states of a machine, of a light. */
function isOwnWord({ at, cells }: SeenColumn, told: number): boolean {
  return at === 0 && cells.filled >= 2 && told === 0 && cells.distinct === 1;
}

/** A header that is a word for something which is no status: its cells mean that. */
function speaksOtherwise(column: SeenColumn): boolean {
  return [...column.header.strengths].some(([sense, word]) => sense !== 'status' && word >= 0.9);
}

function dayScore(column: SeenColumn, sense: 'due' | 'start' | 'done'): number {
  const word = said(column, sense);
  const { cells } = column;
  const atItsWord = sense === 'due' && saysDue(column.header.text) && isText(cells);
  if (word === 0 || (cells.filled > 0 && cells.dateLike < 0.3 && !atItsWord)) return NEVER;
  // A header inside which the word stands beside another day ("Created by end") is no clear one.
  const other = Math.max(said(column, 'stamp'), ...OTHER_DAYS[sense].map((day) => said(column, day)));
  if (other > word) return NEVER;
  return word * (cells.filled === 0 ? 0.8 : 0.7 + 0.3 * cells.dateLike);
}

function isText(cells: CellFacts): boolean {
  return cells.durations < 0.5 && cells.numeric < 0.5 && cells.clearStatus < 0.5 && cells.length <= 40;
}

const OTHER_DAYS = {
  due: ['start', 'done'],
  start: ['due', 'done'],
  done: ['start'],
} as const;

function doneScore(column: SeenColumn, hints: TableHints): number {
  const own = dayScore(column, 'done');
  const day = said(column, 'day');
  if (own > 0 || day === 0 || !hints.underDone || column.cells.dateLike < 0.3) {
    return own > 0 || column.cells.filled > 0 || day < 1 ? own : WEIGHTS.day * 0.8;
  }
  return day * WEIGHTS.day + WEIGHTS.confirmed * column.cells.dateLike * 0.5;
}

function ownerScore(column: SeenColumn): number {
  const word = said(column, 'owner');
  if (word === 0 || isDay(column) || isCounted(column)) return NEVER;
  const { cells } = column;
  return word * 0.8 + 0.2 * cells.people - (cells.length > 60 ? 0.5 : 0) - 0.6 * cells.clearStatus;
}

function notesScore(column: SeenColumn): number {
  const word = said(column, 'notes');
  if (word === 0 || isDay(column)) return NEVER;
  return word * WEIGHTS.notes + (column.cells.length > 40 ? WEIGHTS.longNotes : 0);
}

function countScore(column: SeenColumn): number {
  if (!isCounted(column)) return NEVER;
  return WEIGHTS.bareCount + WEIGHTS.count * said(column, 'count');
}

function priorityScore(column: SeenColumn): number {
  const { cells } = column;
  const word = said(column, 'priority');
  if (word === 0) return cells.ratings >= 0.8 ? WEIGHTS.bareRating : NEVER;
  return word * 0.9 + 0.3 * cells.ratings - (cells.length > 30 ? 0.6 : 0);
}

function keyScore(column: SeenColumn): number {
  const { cells, header, at } = column;
  const word = said(column, 'key');
  const telling = cells.distinct >= (word > 0 && word < 0.9 ? 0.95 : 0.5);
  const short = cells.length <= 24 && cells.hashes < 0.5;
  if (isDay(column) || !short || !telling) return NEVER;
  if (word > 0) {
    const numbered = Math.max(cells.codes, cells.wordy === 0 ? 1 : 0);
    return at > 2 && cells.codes < 0.8 ? NEVER : word * WEIGHTS.key + WEIGHTS.confirmed * numbered;
  }
  if (header.countsOff && at < 2)
    return cells.codes >= 0.4 && (at === 0 || cells.distinct >= 0.9)
      ? WEIGHTS.countedOff + 0.5 * cells.codes
      : NEVER;
  return at === 0 && cells.codes >= 0.6 && cells.distinct >= 0.95 ? WEIGHTS.bareKey : NEVER;
}

function nameScore(column: SeenColumn): number {
  const { cells, at } = column;
  const word = said(column, 'name');
  const place = at === 0 ? NAME.first : at === 1 ? NAME.second : 0;
  let score = word + place + NAME.wordy * cells.wordy;
  score +=
    NAME.codes * cells.codes +
    NAME.numeric * Math.max(cells.numeric, cells.counts, cells.percent) +
    NAME.hashes * cells.hashes;
  score += NAME.dated * cells.dated + NAME.paths * cells.paths + NAME.ratings * cells.ratings;
  score += NAME.marks * cells.marks + NAME.repeated * (1 - cells.distinct) + NAME.empty * (1 - cells.fill);
  if (word === 0) {
    score += NAME.clearStatus * cells.clearStatus + NAME.people * cells.people;
    if (speaksOtherwise(column)) score += NAME.otherwise;
    if (at < 2 && column.header.strengths.size === 0 && column.header.text !== '') score += NAME.ownWord;
  }
  if (cells.length > PROSE) score += NAME.prose;
  return score;
}
