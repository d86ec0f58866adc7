import { comparableText } from '../text/comparable-text.ts';
import {
  ALSO_ORDERS,
  BEFORE,
  DOCUMENT_PARTS,
  GROUPS,
  GROUPS_UNSPACED,
  OTHER_SUBJECT,
  OTHER_SUBJECT_UNSPACED,
  SAID_OF,
  SAID_UNSPACED,
  THINGS,
  WORK,
} from './called-words.ts';
import { withoutMarks } from './marks.ts';
import type { CanonicalState } from './states.ts';
import { CONNECTING, DENIED } from './weighing-words.ts';

interface Said {
  readonly state: CanonicalState;
  readonly isThing: boolean;
}

const SAID = new Map<string, Said>();
const UNSPACED: (readonly [string, CanonicalState])[] = [];
for (const state of ['planned', 'active', 'review', 'blocked', 'done', 'locked', 'dropped'] as const) {
  for (const phrase of SAID_OF[state].split('|')) SAID.set(comparableText(phrase), { state, isThing: false });
  for (const phrase of (THINGS[state] ?? '').split('|'))
    if (phrase !== '') SAID.set(comparableText(phrase), { state, isThing: true });
  for (const phrase of SAID_UNSPACED[state].split('|')) if (phrase !== '') UNSPACED.push([phrase, state]);
}
/** The longest first: 未完成 says something else than 完成. */
UNSPACED.sort((a, b) => b[0].length - a[0].length);

const LONGEST_TITLE = 70;
const MOST_BEFORE = 3;

export interface StatedBelow {
  readonly state: CanonicalState;
  readonly deferred: boolean;
}

/** The state a heading or an introduction gives what stands below it; null where it gives none. */
export function statedBelow(title: string): StatedBelow | null {
  if (title.length > LONGEST_TITLE) return null;
  const plain = comparableText(withoutMarks(title))
    .replace(/^[\d.)\s]+(?=\p{L})/u, '')
    .replace(/[*_`"“”'’]/gu, '');
  const head = plain.replace(/\s*(?:[([{（].*|[:：]\s*)$/u, '').trim();
  const state = spacedState(head) ?? unspacedState(head);
  return state === null ? null : { state, deferred: state === 'planned' && DEFERRED.test(head) };
}

const DEFERRED =
  /deferred|postponed|later|someday|aplazad|diferid|zurückgestellt|verschoben|reporté|rinviat|rimandat|adiad|odłożon|отложен|推迟|延期|見送り/u;

function spacedState(head: string): CanonicalState | null {
  const words = head.split(/[\s/,&+·|]+/u).flatMap(compoundParts);
  if (words.some((word) => OTHER_SUBJECT.has(word))) return null;
  for (let from = 0; from <= Math.min(MOST_BEFORE, words.length - 1); from += 1) {
    const before = words[from - 1] ?? '';
    if (from > 0 && (CONNECTING.has(before) || DENIED.has(before))) return null;
    for (let count = Math.min(4, words.length - from); count > 0; count -= 1) {
      const phrase = words.slice(from, from + count).join(' ');
      const said = SAID.get(phrase);
      if (said === undefined || (ALSO_ORDERS.has(phrase) && words.length > from + count)) continue;
      const fits = said.isThing || isSaidOfWork(words.slice(0, from), words[from + count] ?? '');
      if (fits && endsThere(head, words, from, count)) return said.state;
    }
  }
  return null;
}

/** "In-progress" is two words, "ready-to-use" another one. */
function compoundParts(word: string): string[] {
  const parts = word.split(/[-–—]+/u).filter((part) => part !== '');
  return parts.length < 2 || SAID.has(parts.join(' ')) || parts.some((part) => WORK.has(part))
    ? parts
    : [word];
}

/** "Memory system started" tells of one thing; "Recently started", "Tasks started", "Backend started work" of many. */
function isSaidOfWork(before: readonly string[], behind: string): boolean {
  if (WORK.has(behind) || WORK.has(before.at(-1) ?? '')) return true;
  return before.every(
    (word) => BEFORE.has(word) || GROUPS.has(word) || WORK.has(word) || /^v?\d[\d.]*$/u.test(word),
  );
}

/** Behind the state come at most the words for work, another state, or a part that says where or why. */
function endsThere(head: string, words: readonly string[], from: number, count: number): boolean {
  for (let at = from + count; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (CONNECTING.has(word)) return true;
    if (!WORK.has(word) && !SAID.has(word)) return /[:—–]/u.test(head.slice(0, head.indexOf(word, 1)));
  }
  return true;
}

function unspacedState(head: string): CanonicalState | null {
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(head)) return null;
  if (head.length > 16 || OTHER_SUBJECT_UNSPACED.test(head)) return null;
  return UNSPACED.find(([phrase]) => head.startsWith(phrase) || head.endsWith(phrase))?.[1] ?? null;
}

/** Whether a heading names a part of the document, which is no work whatever sign stands before it. */
export function namesDocumentPart(title: string): boolean {
  const head = comparableText(withoutMarks(title))
    .replace(/^[\d.)\s]+|[:：*_'’]+/gu, '')
    .trim();
  return (
    DOCUMENT_PARTS.has(head) || PART_PHRASES.test(head) || (MEASURES.test(head) && !/\p{Nd}/u.test(head))
  );
}

const PART_PHRASES =
  /^(?:known )?(?:issues|limitations)$|^(?:problem|issue) (?:description|statement)$|^(?:update|change) (?:log|schedule|history)$|^files? to (?:change|modify|edit|create)$|^(?:需要)?(?:修改|变更)的文件$/u;

/** "Definition of done", "Success criteria", "完成标准": what the work is measured by. */
const MEASURES =
  /\b(?:criteri(?:a|on)|definitions? of|kriteri(?:en|um)|critères?|criterios?|critérios?|criteri|kryteria|definición de|definição de|définition de)\b|критери|标准|標準|基準|定義|定义|기준|정의/u;

/** Whether a heading only groups what its parent names: "Short term", "High priority", "Week 2". */
export function groupsOnly(title: string): boolean {
  const head = comparableText(withoutMarks(title))
    .replace(/\s*[([{（].*$/u, '')
    .replace(/[*_`:：]/gu, '')
    .trim();
  const words = head.split(/[\s/,&+·–—.]+/u).filter((word) => word !== '');
  if (words.length === 0 || words.length > 6) return false;
  return (
    words.every((word) => GROUPS.has(word) || /^\d+$/u.test(word)) || GROUPS_UNSPACED.test(words.join(''))
  );
}

const LEGEND =
  /^(?:\p{L}+\s){0,3}legend$|^(?:(?:status|symbol|icon|mark(?:er)?)\s+)?(?:key|keys|meanings?)$|^(?:status|state|symbol|icon)s?\s+(?:key|legend|definitions?|values|codes|icons|meanings?|vocabulary)$|leyenda|legende|légende|leggenda|legenda|легенда|обозначения|图例|圖例|凡例|범례|^(?:状态|狀態|ステータス|상태)(?:の)?(?:标记|標記|说明|說明|マーク|説明|意味|표시)/u;

/** Whether a heading or an introduction announces what signs or words mean. */
export function announcesLegend(title: string): boolean {
  return LEGEND.test(
    comparableText(withoutMarks(title))
      .replace(/[*_`:：]/gu, '')
      .replace(/^[\d.)\s]+/u, '')
      .trim(),
  );
}
