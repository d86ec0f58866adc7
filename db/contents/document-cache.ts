import type { Reading } from '../../core/domain/trackers/history/revision-record.ts';
import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { createSectionCache, readInSteps, type SectionCache } from '../../core/domain/trackers/read/parse.ts';
import { atOnce, type Steps } from '../../core/kernel/steps.ts';
import { textOf } from './text-bytes.ts';

const DOCUMENTS_KEPT = 24;
/** Characters of text whose readings are kept; a reading weighs some forty times its text. The last two always are. */
const TEXT_KEPT = 4_000_000;
const SECTIONS_KEPT = 16_384;

/**
 * Parsed documents by content hash and reading, newest kept. Parsing is pure, so engine and reducers share
 * one reading of the same bytes instead of each making their own.
 */
export class DocumentCache {
  readonly sections: SectionCache = createSectionCache(SECTIONS_KEPT);
  readonly #documents = new Map<string, ParsedDocument>();

  /** Null when the bytes are not to be had. */
  read(hash: string, bytes: () => Uint8Array | null, reading: Reading): ParsedDocument | null {
    return atOnce(this.readInSteps(hash, bytes, reading));
  }

  /** The same; other texts may be read between two steps. */
  *readInSteps(hash: string, bytes: () => Uint8Array | null, reading: Reading): Steps<ParsedDocument | null> {
    const key = keyOf(hash, reading);
    const document = this.#documents.get(key) ?? (yield* this.#parse(bytes(), reading));
    if (document === null) return null;
    this.#keep(key, document);
    return document;
  }

  /** Keeps a reading made elsewhere of bytes with this hash, so that it is not made twice. */
  keep(hash: string, document: ParsedDocument, reading: Reading): void {
    this.#keep(keyOf(hash, reading), document);
  }

  #keep(key: string, document: ParsedDocument): void {
    this.#documents.delete(key);
    this.#documents.set(key, document);
    let text = 0;
    for (const kept of this.#documents.values()) text += kept.text.length;
    for (const [oldest, { text: dropped }] of this.#documents) {
      const few = this.#documents.size <= DOCUMENTS_KEPT && text <= TEXT_KEPT;
      if (few || this.#documents.size <= 2) break;
      this.#documents.delete(oldest);
      text -= dropped.length;
    }
  }

  *#parse(bytes: Uint8Array | null, reading: Reading): Steps<ParsedDocument | null> {
    if (bytes === null) return null;
    return yield* readInSteps(textOf(bytes), { ...reading, cache: this.sections });
  }

  clear(): void {
    this.#documents.clear();
  }
}

function keyOf(hash: string, { profile, mapping }: Reading): string {
  return JSON.stringify([hash, profile, mapping]);
}
