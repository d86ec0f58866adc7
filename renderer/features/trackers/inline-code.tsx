import { Fragment } from 'react';

/** Text with its back-ticked parts drawn as code; everything else stays as it is written. */
export function InlineCode({ text }: { readonly text: string }) {
  return text
    .split(/(`[^`]+`)/)
    .map((part, at) =>
      /^`[^`]+`$/.test(part) ? (
        <code key={`${at}:${part}`}>{part.slice(1, -1)}</code>
      ) : (
        <Fragment key={`${at}:${part}`}>{part}</Fragment>
      ),
    );
}
