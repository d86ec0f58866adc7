import { hash } from 'node:crypto';
import { distinctAddresses } from '../../../core/domain/trackers/history/addresses.ts';
import {
  type NamedItems,
  nameItems,
  type ParentText,
} from '../../../core/domain/trackers/history/identify-items.ts';
import { changesBetween, type ItemMap } from '../../../core/domain/trackers/history/item-map.ts';
import {
  NO_PARENT,
  type Reading,
  type RevisionConflict,
  type RevisionRecord,
  revisionText,
} from '../../../core/domain/trackers/history/revision-record.ts';
import { rowHash, sectionOf } from '../../../core/domain/trackers/identity/identity.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../core/domain/trackers/text/text.ts';
import { ItemId, RevisionId, type TrackerId } from '../../../core/kernel/ids.ts';

export interface ChainText {
  readonly hash: string;
  readonly bytes: number;
  readonly reading: Reading;
  /** New items of schema 4 were named after the event that brought them. */
  readonly eventId: string;
  readonly carried: ReadonlyMap<string, string>;
  /** The ids that this text must come to, where the tables know them. */
  readonly ids: ItemMap;
  readonly conflicts: readonly RevisionConflict[];
}

export interface ChainedRevision {
  readonly id: RevisionId;
  readonly record: RevisionRecord;
}

/** The texts of one tracker of schema 4, each made from the one before, as revisions with the ids of their items. */
export class TextChain {
  readonly #trackerId: TrackerId;
  readonly #content: (hash: string) => Uint8Array | null;
  readonly #removed = new Map<string, ItemId>();
  #parent: ParentText | null = null;
  #document: ParsedDocument | null = null;
  /** The newest two, newest first. */
  #last: readonly ChainedRevision[] = [];

  constructor(trackerId: TrackerId, content: (hash: string) => Uint8Array | null) {
    this.#trackerId = trackerId;
    this.#content = content;
  }

  get last(): ChainedRevision | null {
    return this.#last[0] ?? null;
  }

  get document(): ParsedDocument | null {
    return this.#document;
  }

  add(text: ChainText): ChainedRevision {
    const { named, document, record } = this.#make(text);
    const revision = { id: idOf(record), record };
    this.#last = [revision, ...this.#last.slice(0, 1)];
    if (document !== null) {
      for (const known of this.#parent?.known ?? []) {
        this.#removed.set(`${known.address}\n${known.rowHash}`, known.id);
      }
      this.#parent = parentOf(document, named);
      this.#document = document;
    }
    return revision;
  }

  /** What an open edit becomes: nothing is added. */
  draft(text: ChainText): ChainedRevision {
    const { record } = this.#make(text);
    return { id: idOf(record), record };
  }

  #make(text: ChainText) {
    const bytes = this.#content(text.hash);
    // A text that is lost leaves its items as they were: nothing else is known of them.
    const document = bytes === null ? null : parseTracker(decode(bytes), text.reading);
    const before = this.#parent?.ids ?? new Map<string, ItemId>();
    const { ids: named, doubts } =
      document === null ? { ids: before, doubts: [] } : this.#name(document, text);
    const [last, beforeLast] = this.#last;
    const changes =
      last === undefined ? firstChanges(this.#trackerId, text.hash, named) : changesBetween(before, named);
    const record: RevisionRecord = {
      tracker: this.#trackerId,
      parents: last === undefined ? [] : [last.id],
      content: text.hash,
      bytes: text.bytes,
      reading: text.reading,
      items: changes === undefined ? {} : { [last?.id ?? NO_PARENT]: changes },
      doubts: doubts
        .filter(({ itemId, address }) => named.get(address) === itemId)
        .map(({ itemId, address, score }) => ({ itemId, address, score })),
      sides:
        text.conflicts.length === 0 || last === undefined
          ? null
          : { earlier: beforeLast?.id ?? last.id, later: last.id },
      conflicts: [...text.conflicts],
      joins: [],
    };
    return { named, document, record };
  }

  #name(document: ParsedDocument, text: ChainText): Pick<NamedItems, 'ids' | 'doubts'> {
    const addresses = distinctAddresses(document.items);
    const firstSeen = (address: string) =>
      ItemId.parse(`it_${hash('sha256', `${text.eventId}\n${address}`, 'base64url').slice(0, 16)}`);
    const removed = (address: string, row: string) => this.#removed.get(`${address}\n${row}`) ?? null;
    const { ids, doubts } =
      this.#parent === null
        ? { ids: new Map(addresses.map((address) => [address, firstSeen(address)])), doubts: [] }
        : nameItems({ items: document.items, addresses }, this.#parent, text.carried, {
            removed,
            lastRemoved: () => null,
            firstSeen,
          });
    return { ids: text.ids.size === 0 ? ids : forced(ids, text.ids), doubts };
  }
}

/** The tables' ids win; whatever else had one of them gives it up. */
function forced(ids: ItemMap, wanted: ItemMap): ItemMap {
  const taken = new Set([...wanted].filter(([address]) => ids.has(address)).map(([, id]) => id));
  return new Map(
    [...ids].map(([address, id]) => {
      const known = wanted.get(address);
      if (known !== undefined) return [address, known];
      return [address, taken.has(id) ? ItemId.parse(`${id.slice(0, 60)}.2`) : id];
    }),
  );
}

/** A first text names only the items that would otherwise be derived. */
function firstChanges(trackerId: TrackerId, content: string, named: ItemMap) {
  const derived = new Map(
    [...named.keys()].map((address) => [
      address,
      ItemId.parse(`it_${hash('sha256', `${trackerId}\n${content}\n${address}`, 'base64url').slice(0, 20)}`),
    ]),
  );
  return changesBetween(derived, named);
}

function parentOf(document: ParsedDocument, ids: ItemMap): ParentText {
  const addresses = distinctAddresses(document.items);
  const known = document.items.flatMap((item, at) => {
    const address = addresses[at] ?? item.address;
    const id = ids.get(address);
    if (id === undefined) return [];
    const { key, title, kind } = item;
    const values = item.fields.map((field) => field.raw);
    return [
      { id, address, key, title, kind, sectionPath: sectionOf(address), rowHash: rowHash(item), values },
    ];
  });
  return { ids, known };
}

function idOf(record: RevisionRecord): RevisionId {
  return RevisionId.parse(`rv_${hash('sha256', revisionText(record), 'base64url').slice(0, 32)}`);
}
