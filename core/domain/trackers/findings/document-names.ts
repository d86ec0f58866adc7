import { daysBetween } from '../../expression/days.ts';
import { dateValue, type ExpressionValue } from '../../expression/values.ts';
import { countStates, finishedOf, scopeOf } from '../charts/progress.ts';
import type { MetaField, ParsedDocument } from '../model.ts';
import { frontMatterSpan } from '../read/front-matter.ts';
import { readDate } from '../text/dates.ts';
import { plainText } from '../text/plain-text.ts';
import { lastVerifiedIn } from '../vocabulary/fact-words.ts';
import { isFinished, isOpen } from '../vocabulary/states.ts';
import { isTableWord, recogniseWord } from '../vocabulary/vocabulary.ts';
import type { DOCUMENT_SCOPE } from './finding-scope.ts';
import { isPostponed } from './sureness.ts';

export interface FindingOptions {
  /** ISO date. */
  readonly today: string;
  readonly staleAfterDays: number;
}

export type DocumentNames = Readonly<Record<keyof typeof DOCUMENT_SCOPE, ExpressionValue>>;
const STATUS_LINE =
  /^[> \t*+-]*(?:\*\*|__)?status(?:\*\*|__)?[ \t]*:(?:\*\*|__)?[ \t]*(\S(?:.*\S)?)[ \t]*$/imu;

/** The status line below a document's title, where its front matter states one too. */
export function bodyStatus(doc: ParsedDocument): { readonly offset: number; readonly word: string } | null {
  const front = doc.meta.filter((field) => field.source === 'front-matter');
  if (!front.some((field) => field.name === 'status')) return null;
  const behind = frontMatterSpan(doc.text)?.whole.end ?? 0;
  for (const section of doc.sections) {
    if (section.level > 1) continue;
    const start = Math.max(section.span.start, behind);
    const found = start < section.span.end ? STATUS_LINE.exec(doc.text.slice(start, section.span.end)) : null;
    if (found !== null)
      return { offset: start + found.index + found[0].search(/\S/u), word: plainText(found[1] ?? '') };
  }
  return null;
}

export function metaNamed(doc: ParsedDocument, names: readonly string[]): MetaField | null {
  return doc.meta.find((field) => names.includes(field.name)) ?? null;
}

/** Words for how settled a text is ("accepted", "active"): they say nothing about the work it lists. */
const ABOUT_TEXT =
  /^\W*(?:accepted|approved|adopted|ratified|final|published|active|current|live|stable|maintained|living|draft|proposed|proposal|rfc|review|in review|under review|aktiv|final|entwurf|freigegeben|borrador|aprobado|vigente|brouillon|approuvé|bozza|approvato|rascunho|aprovado)\W*$/iu;

export function documentNames(
  doc: ParsedDocument,
  template: boolean,
  openItems: number,
  options: FindingOptions,
): DocumentNames {
  const verified = isoOf(lastVerifiedIn(doc.meta) ?? null);
  const stated = metaNamed(doc, ['status']);
  const mapped = stated === null ? null : recogniseWord(stated.value);
  const counts = countStates(doc.items);
  const items = scopeOf(counts);
  const sure =
    mapped !== null && stated !== null && isTableWord(stated.value) && !ABOUT_TEXT.test(stated.value);
  const body = bodyStatus(doc);
  const inBody = body === null ? null : recogniseWord(body.word);
  return {
    profile: doc.profile,
    template,
    today: dateValue(options.today),
    staleAfterDays: options.staleAfterDays,
    lastUpdated: dateValue(doc.lastUpdated),
    lastVerified: dateValue(verified),
    verifiedAge: verified === null ? null : daysBetween(verified, options.today),
    statedStatus: stated?.value ?? null,
    statedFinished: sure && (isFinished(mapped.state) || mapped.state === 'dropped'),
    statedOpen: sure && isOpen(mapped.state),
    statedState: sure ? mapped.state : null,
    bodyStatus: body?.word ?? null,
    bodyState:
      body !== null && isTableWord(body.word) && !ABOUT_TEXT.test(body.word) ? (inBody?.state ?? null) : null,
    statedPercent: percentOf(metaNamed(doc, ['percent', 'progress', 'completion', 'progress-percent'])),
    percent: items === 0 ? null : (finishedOf(counts) * 100) / items,
    items,
    openItems,
    undecided: doc.items.filter((item) => item.state === 'unknown' || isPostponed(item)).length,
  };
}

function isoOf(field: MetaField | null): string | null {
  return field === null ? null : (readDate(field.value)?.iso ?? null);
}

/** `75 %`, `[███░] 75%`, or a bare number under a name that says percent. */
function percentOf(field: MetaField | null): number | null {
  if (field === null) return null;
  const stated =
    /(\d{1,3}(?:\.\d+)?)\s*%/u.exec(field.value) ??
    (field.name.includes('percent') ? /^(\d{1,3}(?:\.\d+)?)$/u.exec(field.value) : null);
  return stated === null ? null : Number(stated[1]);
}
