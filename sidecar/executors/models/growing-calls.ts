import type { ToolCall } from '../../tools/conversation.ts';
import { toolInput } from './answer-lines.ts';

/** A piece of a tool call as servers stream it; each of them leaves something else out. */
export interface CallPiece {
  readonly index?: number | string | null | undefined;
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  /** Usually a piece of JSON as text, sometimes the whole input as an object. */
  readonly written?: unknown;
}

/** Tool calls put together from pieces. */
export interface GrowingCalls {
  add(piece: CallPiece): void;
  /** In the order they began, each with an id of its own. */
  calls(): ToolCall[];
}

interface GrowingCall {
  id: string;
  name: string;
  written: string;
}

/**
 * A piece belongs to the call with its id and index; without an id to the newest one with its index, or to the newest of
 * all where there is no index either. A new id begins a call, and so does a name with input behind a call that is complete.
 */
export function createGrowingCalls(): GrowingCalls {
  const all: GrowingCall[] = [];
  const byPlace = new Map<string, GrowingCall>();

  const callOf = (piece: CallPiece): GrowingCall => {
    const place = String(piece.index ?? '');
    const id = piece.id ?? '';
    const known = id === '' ? undefined : byPlace.get(`${place} ${id}`);
    let call = known ?? (place === '' ? all.at(-1) : byPlace.get(place));
    const isNew = id !== '' && known === undefined && call?.id !== '';
    if (call === undefined || isNew || isNext(call, piece)) {
      call = { id, name: '', written: '' };
      all.push(call);
    }
    byPlace.set(place, call);
    if (id !== '') {
      call.id = id;
      byPlace.set(`${place} ${id}`, call);
    }
    return call;
  };

  return {
    add(piece) {
      const call = callOf(piece);
      const name = piece.name ?? '';
      // Repeated with every piece, whole or as far as it has come; else it comes in pieces itself.
      if (name.startsWith(call.name)) call.name = name;
      else if (call.written === '') call.name += name;
      const written = textOf(piece);
      if (call.written !== written || !isWhole(call)) call.written += written;
    },
    calls() {
      const ids = new Set<string>();
      return all.map(({ id, name, written }, place) => {
        const own = id === '' || ids.has(id) ? `call-${place}` : id;
        ids.add(own);
        return { id: own, name, written, input: toolInput(written) };
      });
    },
  };
}

/** Input behind an input that is whole is another call's, unless it is the same once more under the same id. */
function isNext(call: GrowingCall, piece: CallPiece): boolean {
  const written = textOf(piece);
  if (!piece.name || (piece.id && written === call.written)) return false;
  return (written.trim() !== '' || piece.name !== call.name) && isWhole(call);
}

function textOf({ written }: CallPiece): string {
  if (typeof written === 'string') return written;
  return typeof written === 'object' && written !== null ? JSON.stringify(written) : '';
}

const isWhole = ({ written }: GrowingCall): boolean =>
  written.trimEnd().endsWith('}') && toolInput(written) !== undefined;
