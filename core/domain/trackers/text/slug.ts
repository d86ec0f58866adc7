import { visibleText } from './comparable-text.ts';
import { plainText } from './plain-text.ts';

const LONGEST = 60;

/** Lower case words joined by `-`; letters and digits of every script stay. Empty when there are none. */
export function slug(text: string): string {
  const joined = visibleText(text)
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’`]|\uFE0F/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/gu, '');
  if (joined.length <= LONGEST) return joined;
  // A cut may not leave half a surrogate pair.
  const cut = joined.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '');
  const atWord = cut.lastIndexOf('-');
  return (atWord > LONGEST / 2 ? cut.slice(0, atWord) : cut).replace(/-+$/u, '');
}

const CODE = /^[[(]?([A-Z][A-Z0-9]{0,9}(?:-[A-Z0-9]{1,8}){0,3}-?\d+(?:\.\d+)*[a-z]?)(?=$|[\s:;,.)\]—–-])/u;
const VERSION = /^(v\d+(?:\.\d+)*)(?=$|[\s:;,)\]—–-])/iu;
const NUMBERED =
  /^(?:phase|step|stage|part|milestone|workstream|track|sprint|epic|wave|gate|paso|fase|etapa|этап|шаг|фаза|schritt|阶段|フェーズ)(?:\s+([\p{Lu}\p{Ll}]|\d+(?:\.\d+)*)|(\d+(?:\.\d+)*))(?=$|[\s:;,.)\]—–-])/iu;

/** The id a name begins with: `M0`, `WS1`, `REG-01`, `v1.0`, `A` of "Phase A — …"; null without one. */
export function leadingId(name: string): string | null {
  const plain = name.trimStart();
  const code = CODE.exec(plain)?.[1];
  if (code !== undefined && /[A-Z]/u.test(code)) return code;
  const numbered = NUMBERED.exec(plain);
  const token = numbered?.[1] ?? numbered?.[2] ?? '';
  // "Phase a rollout" names no phase A.
  const isToken = token !== '' && token === token.toUpperCase();
  return VERSION.exec(plain)?.[1] ?? (isToken ? token : null);
}

/** An id cell as a key: kept as written when it is one short token. */
export function idCell(value: string): string | null {
  const plain = value.trim().replace(/^#/u, '');
  return plain !== '' && plain.length <= 24 && !/[\s/~]/u.test(plain) && /[\p{L}\p{N}]/u.test(plain)
    ? plain
    : null;
}

/** What an item is told by among its neighbours: the id in its key column, else the one its name begins with, else its name. */
export function keyOf(idRaw: string, title: string): string {
  const own = idRaw === '' ? null : (leadingId(plainText(idRaw)) ?? idCell(plainText(idRaw)));
  return own ?? leadingId(title) ?? slug(title);
}

/** Hands out names once each: the second of the same gets `~2`. */
export class UniqueNames {
  readonly #asked: string[] = [];
  /** Asked for behind those, and not gone through as long as nothing depends on them. */
  #again: readonly (string | null)[] = [];
  readonly #taken = new Set<string>();
  readonly #counts = new Map<string, number>();
  #given = 0;

  /** The names asked for so far, in order: what is given for the next ones depends on nothing else. */
  get asked(): readonly string[] {
    if (this.#again.length === 0) return this.#asked;
    for (const name of this.#again) if (name !== null) this.#asked.push(name);
    this.#again = [];
    return this.#asked;
  }

  /** For names of which it is known what is given for them; null asks for nothing. */
  takeAgain(names: readonly (string | null)[]): void {
    this.#again = this.#again.length === 0 ? names : [...this.#again, ...names];
  }

  take(name: string): string {
    const { asked } = this;
    for (; this.#given < asked.length; this.#given += 1) this.#give(asked[this.#given] ?? '');
    this.#given = this.#asked.push(name);
    return this.#give(name);
  }

  #give(name: string): string {
    const before = this.#taken.size;
    // One look where the name is new, which most are: it counts with thousands of rows.
    if (this.#taken.add(name).size > before) return name;
    let count = (this.#counts.get(name) ?? 1) + 1;
    while (this.#taken.has(`${name}~${count}`)) count += 1;
    this.#counts.set(name, count);
    this.#taken.add(`${name}~${count}`);
    return `${name}~${count}`;
  }
}
