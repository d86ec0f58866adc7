/** One message of an event stream (text/event-stream, as the HTML standard defines it). */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Turns lines of an event stream into events. An event that was not ended by an empty line never happened. */
export interface ServerEventReader {
  push(line: string): ServerEvent | 'too-long' | null;
}

export function createServerEventReader(options: { readonly maxCharacters: number }): ServerEventReader {
  let event = '';
  let data: string[] = [];
  let length = 0;

  return {
    push(line) {
      if (line === '') {
        const complete = data.length > 0 ? { event: event || 'message', data: data.join('\n') } : null;
        event = '';
        data = [];
        length = 0;
        return complete;
      }
      // A comment, which servers send to keep the connection open, has its colon at the start and so no name.
      const colon = line.indexOf(':');
      const field = colon < 0 ? line : line.slice(0, colon);
      const raw = colon < 0 ? '' : line.slice(colon + 1);
      const value = raw.startsWith(' ') ? raw.slice(1) : raw;
      if (field === 'event') event = value;
      if (field === 'data') {
        length += value.length;
        if (length > options.maxCharacters) return 'too-long';
        data.push(value);
      }
      return null;
    },
  };
}
