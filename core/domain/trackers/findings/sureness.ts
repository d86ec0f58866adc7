import type { ParsedDocument, ParsedItem, TableReading } from '../model.ts';
import { plainText } from '../text/plain-text.ts';
import { splitRow } from '../text/table-row.ts';
import { isTableWord, recogniseWord, wordOf } from '../vocabulary/vocabulary.ts';

/** Whether it states its status itself, in a cell, a box or a line, and doesn't take it from the heading it stands under. */
export function statesStatus(item: ParsedItem): boolean {
  return item.fields.some(({ kind, raw }) => (kind === 'status' && raw.trim() !== '') || kind === 'check');
}

/** Whether its state is beyond doubt: declared, a box, a sign, or a word that the general table has as it stands. */
export function isSure(item: ParsedItem): boolean {
  return !item.guess || item.status === null || isTableWord(item.status);
}

/** Said to be for later, by its status or by a remark at the end of its name ("— deferred to Phase 15", "(future)"). */
export function isPostponed(item: ParsedItem): boolean {
  if (item.deferred) return true;
  const remarks = [/\s[—–-]+\s+([^—–]+)$/u, /[(（[]([^()（）[\]]+)[)）\]]\s*$/u];
  const end = item.title.slice(-LONGEST_REMARK);
  return remarks.some((remark) => POSTPONED.test(remark.exec(end)?.[1] ?? ''));
}

const LONGEST_REMARK = 200;

const POSTPONED =
  /^\s*(?:deferred|postponed|optional|stretch|nice to have|out of scope|future|later|not in (?:this|v?\d)|verschoben|zurückgestellt|später|aplazado|futuro|más adelante|reporté|plus tard|futur|rinviato|in futuro|adiado|odłożone|później|отложено|позже|в будущем|将来|今後|延期|后续|以后|未来|推迟|향후|추후|연기)/iu;

/** True where the document, its profile or a person named the words to use and this is none of them. */
export function isUndeclared(doc: ParsedDocument, item: ParsedItem): boolean {
  if (item.status === null || item.status === '') return false;
  const vocabulary = doc.vocabularies.find((entry) => entry.id === item.vocabulary);
  if (vocabulary === undefined || vocabulary.source === 'generic') return false;
  return item.guess || wordOf(vocabulary, item.status) === null;
}

/** An undeclared word that surely says what a declared one says counts as that one would. */
export function changesCount(doc: ParsedDocument, item: ParsedItem): boolean {
  const general = item.status === null ? null : recogniseWord(item.status);
  if (general === null || item.status === null || !isTableWord(item.status)) return true;
  const vocabulary = doc.vocabularies.find((entry) => entry.id === item.vocabulary);
  return !(vocabulary?.words.some(({ state }) => state === general.state) ?? false);
}

/** The table an item is a row of, or the nearest above it. */
export function tableOf(doc: ParsedDocument, item: ParsedItem): TableReading | null {
  let low = 0;
  let high = doc.tables.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((doc.tables[middle]?.line ?? 0) < item.line) low = middle + 1;
    else high = middle;
  }
  return doc.tables[low - 1] ?? null;
}

/** A row with more cells than its table has columns: a bar in its text moved the later ones, status included. */
export function hasStrayCells(doc: ParsedDocument, item: ParsedItem): boolean {
  if (item.carrier !== 'table-row') return false;
  const row = doc.text.slice(item.span.start, item.span.end).trimEnd();
  return splitRow(row).cells.length > (tableOf(doc, item)?.columns.length ?? Number.POSITIVE_INFINITY);
}

/** What an item says about itself in a sentence: its own word; a box by what it means; else its state. */
export function spokenStatus(item: ParsedItem): string | null {
  if (item.status === null || !statesStatus(item)) return item.state;
  const box = /^\[(.)\]$/u.exec(item.status)?.[1];
  if (box === undefined) return plainText(item.status);
  if (box === ' ') return 'not ticked';
  return /x/iu.test(box) ? 'ticked' : item.state;
}
