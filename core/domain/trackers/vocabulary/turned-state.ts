import { findMonth } from '../text/calendar/month-names.ts';
import { findWeekday } from '../text/calendar/weekday-names.ts';
import { readDay } from '../text/dates.ts';
import type { CanonicalState } from './states.ts';
import { GUESSED_WORDS, SURE_WORDS, WEAK } from './status-words.ts';
import {
  BY_DAY,
  DENIED,
  LEADING,
  NEGATIVE,
  NO_LONGER,
  OPEN_AGAIN,
  READY_FOR,
  READY_TOO,
  REFUSALS,
  STILL_OPEN,
  UNSPACED,
} from './weighing-words.ts';

/**
 * The state of a text that begins with a finished word and goes on to say something else: "Done, but blocked by ops",
 * "done → todo", "completed 3/5", "done by Friday". Null where nothing turns the word: its own state is what counts.
 * The finished state itself where the remark may turn it ("Done, not in production"): so it is at least a guess.
 */
export function turnedState(plain: string): CanonicalState | null {
  const moved = stateMovedTo(plain);
  if (moved !== null) return moved;
  const head = headOf(plain);
  if (head === null) return null;
  const rest = plain.slice(head.end);
  const first = wordsIn(rest);
  if (first.length === 0) return null;
  const turned =
    byShare(rest) ??
    byDeadline(rest, first) ??
    byPurpose(head, first) ??
    firstOf(clausesIn(rest), (clause) => byClause(clause, head.state));
  return turned === 'review' && head.state === 'review' ? null : turned;
}

const ARROW = /\s*(?:→|➜|➔|⇒|-{1,2}>|=>)\s*/u;

/** What it went to counts, where both ends are states. */
function stateMovedTo(plain: string): CanonicalState | null {
  const steps = plain.split(ARROW);
  const states = steps.map((step) => lookUp(step.replace(/^[\s(]+|[\s.,;)]+$/gu, '')));
  const last = states.at(-1) ?? null;
  return steps.length > 1 && states.every((state) => state !== null) ? last : null;
}

interface Head {
  readonly state: CanonicalState;
  readonly words: string;
  readonly end: number;
}

const WORD = /[^\s,;:./()[\]{}（）：，；、。+→–—]+/gu;

/** The longest finished word or phrase at the start. */
function headOf(plain: string): Head | null {
  const ends = Array.from(plain.matchAll(WORD), (word) => word.index + word[0].length).slice(0, 4);
  for (const end of ends.toReversed()) {
    const words = plain.slice(0, end);
    const state = WEAK.has(words) ? null : lookUp(words);
    if (state === 'done' || state === 'locked' || state === 'review') return { state, words, end };
    if (state !== null) return null;
  }
  return null;
}

function lookUp(phrase: string): CanonicalState | null {
  return SURE_WORDS.get(phrase) ?? GUESSED_WORDS.get(phrase) ?? null;
}

function wordsIn(text: string): string[] {
  return (text.match(WORD) ?? []).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Remarks are told apart by what closes them; a day or a number has dots and commas of its own. */
function clausesIn(rest: string): string[][] {
  return rest
    .split(/[;:()[\]{}（）：，；、。]|[,.](?!\d)|\s[-–—]+\s|[–—]/u)
    .map(wordsIn)
    .filter((words) => words.length > 0);
}

function firstOf<Value, Found>(values: readonly Value[], find: (value: Value) => Found | null): Found | null {
  for (const value of values) {
    const found = find(value);
    if (found !== null) return found;
  }
  return null;
}

const SHARE =
  /^[\s,;:([–—-]*(?<some>\d{1,4})\s?(?<of>\/|of|von|de|di|из|z|van|av)\s?(?<all>\d{1,4})(?![\d/.-])(?<unit>\s*[\p{L}])?|^[\s,;:([–—-]*(?:at |bei |zu |à |al )?(?<percent>\d{1,2})(?:[.,]\d+)?\s?%\s*(?:$|[)\],;.])/u;

/** "completed 3/5", "Done (40 %)". What may as well be a month and a day says nothing. */
function byShare(rest: string): CanonicalState | null {
  const { some, of, all, unit, percent } = SHARE.exec(rest)?.groups ?? {};
  if (percent !== undefined) return Number(percent) === 0 ? 'planned' : 'active';
  const [part, whole] = [Number(some), Number(all)];
  if (some === undefined || !(part < whole)) return null;
  if (of === '/' && unit === undefined && part > 0 && part <= 12 && whole > 12 && whole <= 31) return null;
  return part === 0 ? 'planned' : 'active';
}

const BY_THEN =
  /^(?:the )?(?:end|eo[dwmqy]|cob|tomorrow|tonight|next|this|morgen|ende|nächste\p{L}*|mañana|fin|finales|demain|la fin|fine|domani|fim|amanhã|końca|jutra|конца|завтра|volgende|eind)(?!\p{L})/u;

/** "Done by Friday" is a plan; "done by Kim" is not. */
function byDeadline(rest: string, [by = '', next = '', ...more]: readonly string[]): CanonicalState | null {
  if (!BY_DAY.has(by)) return null;
  const behind = rest.slice(rest.indexOf(by) + by.length).trim();
  const named = [next, ...more.slice(0, 2)].find((word) => !ARTICLE.test(word)) ?? '';
  const isDay =
    BY_THEN.test(behind) ||
    isWeekday(named) ||
    (/^\p{L}{4,}$/u.test(named) && findMonth(named) !== null && more.length < 3) ||
    readDay(behind.replace(/[)\]]+$/u, '')) !== null;
  return isDay ? 'planned' : null;
}

const ARTICLE = /^(?:the|next|this|zum|den|el|la|le|il|o|a|na|sexta|do)$/u;

/** Names of days in the cases that such words ask for: "до пятницы", "do piątku". */
function isWeekday(word: string): boolean {
  if (word.length < 3) return false;
  return (
    findWeekday(word) !== null ||
    /^(?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень|poniedział|wtork|środ|czwart|piątk|sobot|niedziel|segunda|terça|quarta|quinta|sexta)\p{L}{0,3}(?:-feira)?$/u.test(
      word,
    )
  );
}

/** "готово к проверке", "klaar voor review": ready for what comes next. */
function byPurpose({ words }: Head, [first = '', second]: readonly string[]): CanonicalState | null {
  return READY_TOO.has(words) && READY_FOR.has(first) && second !== undefined ? 'review' : null;
}

function byClause(words: readonly string[], finished: CanonicalState): CanonicalState | null {
  const phrase = words.join(' ');
  if (UNSPACED.script.test(phrase)) return byUnspacedClause(phrase.replace(/\s+/gu, ''));
  if (REFUSALS.has(phrase)) return 'planned';
  if (beginsWith(words, (start) => OPEN_AGAIN.has(start))) return 'active';
  let from = 0;
  while (from < words.length - 1 && LEADING.has(words[from] ?? '')) from += 1;
  const led = words.slice(0, from).some((word) => STILL_OPEN.has(word));
  const said = words.slice(from);
  if (from > 0 && REFUSALS.has(said.join(' '))) return 'planned';
  // "Was blocked", "nothing missing", "not needed": that changes nothing.
  if (!denies(said) && said.slice(0, 2).some((word) => NO_LONGER.has(word))) return null;
  return stateAtStart(said) ?? byNegative(said, finished) ?? stateAtEnd(said, led) ?? (led ? 'review' : null);
}

/** "Blocked by ops", "reopened", "in progress again", "pending sign-off"; dropped is no turn. */
function stateAtStart(words: readonly string[]): CanonicalState | null {
  let found: CanonicalState | null = null;
  const known = beginsWith(words, (phrase, count) => {
    if (OPEN_AGAIN.has(phrase)) found = 'active';
    else if (count > 1 || !WEAK.has(phrase)) found = lookUp(phrase);
    return found !== null && (found !== 'active' || OPEN_AGAIN.has(phrase) || count === words.length);
  });
  if (!known) return STILL_OPEN.has(words[0] ?? '') && !DENIED.has(words[0] ?? '') ? 'review' : null;
  return turnTo(found);
}

/** The longest start of up to four words that fits. */
function beginsWith(words: readonly string[], fits: (phrase: string, count: number) => boolean): boolean {
  for (let count = Math.min(4, words.length); count > 0; count -= 1)
    if (fits(words.slice(0, count).join(' '), count)) return true;
  return false;
}

function turnTo(state: CanonicalState | null): CanonicalState | null {
  if (state === 'blocked' || state === 'active') return state;
  return state === 'planned' || state === 'review' ? 'review' : null;
}

const LONGEST_REMARK = 4;

/** "QA pending", "but ops is blocked"; "no tests missing" says the opposite. */
function stateAtEnd(words: readonly string[], led: boolean): CanonicalState | null {
  if (words.some((word) => NO_LONGER.has(word) || NEGATIVE.has(word))) return null;
  if (led) {
    const at = words.findIndex((_, index) => turnTo(stateAtStart(words.slice(index))) !== null);
    return at === -1 ? null : stateAtStart(words.slice(at));
  }
  const last = words.at(-1) ?? '';
  if (words.length < 2 || words.length > LONGEST_REMARK) return null;
  if (STILL_OPEN.has(last)) return 'review';
  return lookUp(last) === 'blocked' && !WEAK.has(last) ? 'blocked' : null;
}

/** "No changes" is English and denies nothing of the status, "no verificado" is Spanish and does. */
function denies([first = '', next = '']: readonly string[]): boolean {
  return DENIED.has(first) || /n['’]t$/u.test(first) || (first === 'no' && PARTICIPLE.test(next));
}

const PARTICIPLE = /[ai]d[oa]s?$/u;

/** "Not verified" leaves it to be checked; "not in production" may turn it or not. */
function byNegative(words: readonly string[], finished: CanonicalState): CanonicalState | null {
  if (!denies(words)) return null;
  const rest = words.slice(1);
  if (lookUp(words.slice(0, 2).join(' ')) === 'dropped') return null;
  return rest.length <= 2 || saysFinished(rest) ? 'review' : finished;
}

/** Words without blanks between them: a negative or waiting sign, or a word that blocks. */
function byUnspacedClause(clause: string): CanonicalState | null {
  const said = clause.replace(/^(?:但是?|不过|不過|然而|可是|ただし|しかし|だが|でも|하지만|그러나|단)/u, '');
  if (REFUSALS.has(said)) return 'planned';
  if ([...OPEN_AGAIN].some((word) => UNSPACED.script.test(word) && said.includes(word))) return 'active';
  for (let from = 0; from < said.length - 1; from += 1)
    for (let to = Math.min(said.length, from + 6); to > from + 1; to -= 1)
      if (lookUp(said.slice(from, to)) === 'blocked') return 'blocked';
  return said.startsWith('미') || UNSPACED.negative.test(said) || UNSPACED.waiting.test(said)
    ? 'review'
    : null;
}

function saysFinished(words: readonly string[]): boolean {
  return words.some((word) => {
    const state = NEGATIVE.has(word) ? null : lookUp(word);
    return state === 'done' || state === 'locked';
  });
}
