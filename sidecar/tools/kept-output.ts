import { cutText, cutTextBefore } from '../../core/kernel/cut-text.ts';

/** The beginning and the end of a long text: where it started and how it ended say most. */
export interface KeptOutput {
  add(text: string): void;
  text(): string;
}

/** Keeps at most about `characters` of what it is given, a third of them from the beginning. */
export function createKeptOutput(characters: number): KeptOutput {
  const headRoom = Math.floor(characters / 3);
  const tailRoom = characters - headRoom;
  let head = '';
  let tail = '';
  let cut = 0;

  return {
    add(text) {
      const first = tail === '' ? cutText(text, headRoom - head.length) : '';
      head += first;
      tail += text.slice(first.length);
      // Shortened seldom and by much, since each shortening copies what is kept.
      if (tail.length > 2 * tailRoom) shorten();
    },
    text() {
      if (tail.length > tailRoom) shorten();
      return cut === 0 ? head + tail : `${head}\n[${cut} characters left out]\n${tail}`;
    },
  };

  function shorten(): void {
    const kept = cutTextBefore(tail, tailRoom);
    cut += tail.length - kept.length;
    tail = kept;
  }
}
