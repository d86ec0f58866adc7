import { type Document, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { quoted } from '../judgement.ts';

/** How often anchors may be used in all: enough for shared parts, and not for a few lines that stand for gigabytes. */
const MOST_ALIASES = 10_000;

export type ReadContract =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** A document in JSON or YAML, as plain values. */
export function readContract(text: string): ReadContract {
  if (text.trimStart().startsWith('{')) {
    try {
      const value: unknown = JSON.parse(text);
      return { ok: true, value };
    } catch {
      // YAML may begin like that too, and says where it is wrong.
    }
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    // Its own search for keys that stand twice takes the square of their number.
    uniqueKeys: false,
    merge: true,
    logLevel: 'error',
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lineCounter.linePos(error.pos[0]);
    return { ok: false, problem: `line ${line}: ${quoted(error.message)}` };
  }
  const twice = keyThatStandsTwice(document);
  if (twice !== null) return { ok: false, problem: `the key ${quoted(twice)} stands twice` };
  const value: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
  return { ok: true, value };
}

function keyThatStandsTwice(document: Document): string | null {
  let twice: string | null = null;
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        const value = isScalar(key) ? key.value : key;
        if (seen.has(value)) {
          twice = String(value);
          return visit.BREAK;
        }
        seen.add(value);
      }
      return undefined;
    },
  });
  return twice;
}
