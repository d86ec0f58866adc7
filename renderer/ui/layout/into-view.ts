/** A `ref` for the current part of a strip that scrolls sideways where it is too narrow. */
export function intoView(current: Element | null): void {
  current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
