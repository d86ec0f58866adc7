import { useAge } from '../../ui/text/ageing.ts';
import { formatExact } from '../../ui/text/format.ts';

/** How long ago something was, ageing by itself: "4 s", "12 min". The exact time on hover. */
export function Age({ at, before = '', after = '' }: AgeProps) {
  const age = useAge(at);
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {before}
      {age}
      {after}
    </time>
  );
}

interface AgeProps {
  readonly at: number;
  /** Words around it: `before="as of "`, `after=" ago"`. */
  readonly before?: string;
  readonly after?: string;
}
