import type { CanonicalState } from './states.ts';

/**
 * Every sign that states how far something is: emoji, ticks, squares, circles. `anywhere`: also in front of a list line
 * or heading; `inCells`: only where a status is expected, since elsewhere they decorate ("🚀 Getting started").
 */
const SIGNS: Readonly<Record<CanonicalState, { readonly anywhere: string; readonly inCells: string }>> = {
  done: { anywhere: '✅ ☑ ✔ ✓ 🗸 🟢 🟩 💯', inCells: '🎉 🏁 🚀 💚 👍 🆗 ⭕ ◯ ●' },
  locked: { anywhere: '', inCells: '🔐' },
  active: {
    anywhere: '🔄 🚧 🟡 🟨 🟠 🟧 🔵 🟦 ◐ ◑',
    inCells: '🏗 🔨 🛠 ⚙ ⚠ 🔶 🔷 🏃 👷 💛 🧡 🧪 ▶ △ ◒ ◓ ◔ ◕ 🔃',
  },
  review: { anywhere: '', inCells: '🔁 👀 🔍 🔎 📝' },
  planned: {
    anywhere: '⏳ ⌛ ⏸ ☐ ⬜ 🔲 ⚪ ❌ ✗ ✘ ✖ ◻',
    inCells: '🕐 ⏰ 📋 📅 🗓 □ ○ 🔜 💡 ❎ 🆕 ⏭ ❓ ❔ 🔳',
  },
  blocked: { anywhere: '🔴 🟥 🚫 ⛔ 🛑', inCells: '🔒 ❗ 🚨 🧊' },
  dropped: { anywhere: '🗑', inCells: '➖ ⚰' },
};

/** Names of signs between colons, as chats and code hosts write them. */
const SHORTCODES: Readonly<Record<string, string>> = {
  '✅': 'white_check_mark',
  '☑': 'ballot_box_with_check',
  '✔': 'heavy_check_mark',
  '🟢': 'green_circle large_green_circle',
  '🟩': 'green_square large_green_square',
  '💯': '100',
  '🎉': 'tada',
  '🏁': 'checkered_flag',
  '🚀': 'rocket',
  '💚': 'green_heart',
  '👍': '+1 thumbsup',
  '🆗': 'ok',
  '⭕': 'o',
  '🔄': 'arrows_counterclockwise',
  '🚧': 'construction',
  '🟡': 'yellow_circle large_yellow_circle',
  '🟨': 'yellow_square large_yellow_square',
  '🟠': 'orange_circle large_orange_circle',
  '🟧': 'orange_square large_orange_square',
  '🔵': 'blue_circle large_blue_circle',
  '🟦': 'blue_square large_blue_square',
  '🏗': 'building_construction',
  '🔨': 'hammer',
  '🛠': 'hammer_and_wrench',
  '⚙': 'gear',
  '⚠': 'warning',
  '🔶': 'large_orange_diamond',
  '🔷': 'large_blue_diamond',
  '🧪': 'test_tube',
  '🔁': 'repeat',
  '👀': 'eyes',
  '🔍': 'mag',
  '📝': 'memo pencil',
  '⏳': 'hourglass_flowing_sand',
  '⌛': 'hourglass',
  '⏸': 'pause_button double_vertical_bar',
  '⬜': 'white_large_square',
  '🔲': 'black_square_button',
  '⚪': 'white_circle',
  '❌': 'x',
  '✖': 'heavy_multiplication_x',
  '⏰': 'alarm_clock',
  '📋': 'clipboard',
  '📅': 'date calendar',
  '🔜': 'soon',
  '💡': 'bulb',
  '❎': 'negative_squared_cross_mark',
  '🆕': 'new',
  '❓': 'question',
  '❔': 'grey_question',
  '🔴': 'red_circle',
  '🟥': 'red_square large_red_square',
  '🚫': 'no_entry_sign',
  '⛔': 'no_entry',
  '🛑': 'octagonal_sign stop_sign',
  '🔒': 'lock',
  '❗': 'exclamation heavy_exclamation_mark',
  '🚨': 'rotating_light',
  '🗑': 'wastebasket',
  '➖': 'heavy_minus_sign',
};

/** What stands between the brackets of a box. Only a blank and an x are Markdown; the others are habits of its tools. */
const BOXES: Readonly<
  Record<string, { readonly state: CanonicalState; readonly guess: boolean; readonly deferred?: true }>
> = {
  ' ': { state: 'planned', guess: false },
  x: { state: 'done', guess: false },
  '✓': { state: 'done', guess: true },
  '✔': { state: 'done', guess: true },
  '/': { state: 'active', guess: true },
  '~': { state: 'active', guess: true },
  '.': { state: 'active', guess: true },
  o: { state: 'active', guess: true },
  '-': { state: 'dropped', guess: true },
  '>': { state: 'planned', guess: true, deferred: true },
  '<': { state: 'planned', guess: true },
  '?': { state: 'planned', guess: true },
  '!': { state: 'blocked', guess: true },
};

export interface StatusMark {
  readonly start: number;
  /** Behind the sign and its variation selector. */
  readonly end: number;
  readonly state: CanonicalState;
  readonly anywhere: boolean;
}

interface Sign {
  readonly state: CanonicalState;
  readonly anywhere: boolean;
}

const BY_SIGN = new Map<string, Sign>();
for (const state of ['done', 'locked', 'active', 'review', 'planned', 'blocked', 'dropped'] as const) {
  const { anywhere, inCells } = SIGNS[state];
  for (const sign of anywhere.split(' ').filter(Boolean)) BY_SIGN.set(sign, { state, anywhere: true });
  for (const sign of inCells.split(' ').filter(Boolean)) BY_SIGN.set(sign, { state, anywhere: false });
}
const DRAWN = [...BY_SIGN.keys()];
for (const [sign, codes] of Object.entries(SHORTCODES)) {
  const known = BY_SIGN.get(sign);
  if (known !== undefined) for (const code of codes.split(' ')) BY_SIGN.set(`:${code}:`, known);
}

const ANY_SIGN = new RegExp(`(${DRAWN.join('|')}|:[a-z0-9_+]{1,30}:)\\uFE0F?`, 'gu');
const MAY_HOLD_SIGN = /[^ -~]|:[a-z0-9_+]/u;

/** The signs of a text in order; only those that state something wherever they stand when `anywhere` is asked. */
export function* marksIn(text: string, anywhere = false): Generator<StatusMark> {
  if (!MAY_HOLD_SIGN.test(text)) return;
  for (const found of text.matchAll(ANY_SIGN)) {
    const sign = BY_SIGN.get(found[1] ?? '');
    if (sign === undefined || (anywhere && !sign.anywhere)) continue;
    yield { start: found.index, end: found.index + found[0].length, ...sign };
  }
}

export function firstMark(text: string, anywhere = false): StatusMark | null {
  for (const mark of marksIn(text, anywhere)) return mark;
  return null;
}

const DRAWN_SIGN = new RegExp(`${ANY_SIGN.source}|\\p{Extended_Pictographic}\\uFE0F?`, 'gu');

/** Where signs and other emoji begin and end: in a legend, any of them may mean something. */
export function* emojiIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
  if (!MAY_HOLD_SIGN.test(text)) return;
  for (const { 0: found, 1: sign, index } of text.matchAll(DRAWN_SIGN))
    if (sign === undefined || BY_SIGN.has(sign)) yield { start: index, end: index + found.length };
}

/** The text with a blank for each sign and each other emoji. */
export function withoutMarks(text: string): string {
  if (!MAY_HOLD_SIGN.test(text)) return text;
  return text
    .replace(ANY_SIGN, (whole, sign: string) => (BY_SIGN.has(sign) ? ' ' : whole))
    .replace(/\p{Extended_Pictographic}|\u200D|\uFE0F/gu, ' ');
}

/** The sign most documents use for a state. */
export function signOf(state: CanonicalState): string {
  return COMMON_SIGNS[state];
}

const COMMON_SIGNS: Readonly<Record<CanonicalState, string>> = {
  planned: '⏳',
  active: '🚧',
  review: '👀',
  blocked: '🔴',
  done: '✅',
  locked: '🔐',
  dropped: '🗑',
};

/** What a box says by the character between its brackets; null for one with no settled meaning. */
export function boxState(
  inside: string,
): { readonly state: CanonicalState; readonly guess: boolean; readonly deferred: boolean } | null {
  const box = BOXES[inside === '\u00A0' || /^[\t\n]$/u.test(inside) ? ' ' : inside.toLowerCase()];
  return box === undefined ? null : { ...box, deferred: box.deferred ?? false };
}
