import { quoted } from '../judgement.ts';

export type JsonText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** Some writers put a byte order mark before it, which a decoder has taken off already. */
export function parseJson(text: string): JsonText {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch (error) {
    return { ok: false, problem: quoted(error instanceof Error ? error.message : String(error)) };
  }
}
