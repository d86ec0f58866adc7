import type { ReactNode } from 'react';

export type IconName =
  | 'close'
  | 'down'
  | 'right'
  | 'left'
  | 'up'
  | 'search'
  | 'plus'
  | 'minus'
  | 'more'
  | 'columns'
  | 'check'
  | 'copy'
  | 'calendar'
  | 'download'
  | 'table'
  | 'undo'
  | 'redo'
  | 'grip'
  | 'edit'
  | 'outside';

const paths: Readonly<Record<IconName, ReactNode>> = {
  close: <path d="m3.5 3.5 7 7m0-7-7 7" />,
  down: <path d="m3.5 5.2 3.5 3.6 3.5-3.6" />,
  up: <path d="m3.5 8.8 3.5-3.6 3.5 3.6" />,
  right: <path d="m5.2 3.5 3.6 3.5-3.6 3.5" />,
  left: <path d="M8.8 3.5 5.2 7l3.6 3.5" />,
  search: <path d="M6 2.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6Zm2.8 6.6 3.2 3.2" />,
  plus: <path d="M7 2.5v9M2.5 7h9" />,
  minus: <path d="M2.5 7h9" />,
  more: <path d="M2.8 7h.4m3.6 0h.4m3.6 0h.4" strokeWidth="2" strokeLinecap="round" />,
  columns: <path d="M1.8 2.5h10.4v9H1.8zM5.3 2.5v9M8.8 2.5v9" />,
  check: <path d="m2.8 7.4 2.8 2.8 5.6-6" />,
  copy: <path d="M4.8 4.8h7v7h-7zM2.2 9.2v-7h7" />,
  calendar: <path d="M2 3.2h10v8.6H2zM2 6h10M4.6 1.6v2.6m4.8-2.6v2.6" />,
  download: <path d="M7 2v6.8m-3-2.6 3 3 3-3M2.2 12h9.6" />,
  table: <path d="M1.8 2.5h10.4v9H1.8zM1.8 5.5h10.4M1.8 8.5h10.4M5.6 5.5v6" />,
  undo: <path d="M5 2.5 2.2 5.3 5 8.1M2.2 5.3h5.6a3.2 3.2 0 0 1 0 6.4H5" />,
  redo: <path d="m9 2.5 2.8 2.8L9 8.1m2.8-2.8H6.2a3.2 3.2 0 0 0 0 6.4H9" />,
  grip: <path d="M5 3v.2M5 7v.2M5 11v.2M9 3v.2M9 7v.2M9 11v.2" strokeWidth="1.8" strokeLinecap="round" />,
  edit: <path d="m2.4 11.6.6-2.8 6.4-6.4 2.2 2.2-6.4 6.4zM8 3.8 10.2 6" />,
  outside: <path d="M5.5 3H2.8v8.2H11V8.5M8 2.5h3.5V6M11.3 2.7 6.5 7.5" />,
};

export interface IconProps {
  readonly name: IconName;
  readonly size?: number | undefined;
}

/** A tool's sign, never decoration: always inside something that has a name of its own. */
export function Icon({ name, size = 14 }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      aria-hidden="true"
      focusable="false"
    >
      {paths[name]}
    </svg>
  );
}
