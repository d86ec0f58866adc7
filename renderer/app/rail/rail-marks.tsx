import type { ReactNode } from 'react';
import type { RailMark } from '../../ui/frame/feature.ts';

const shapes: Readonly<Record<RailMark, ReactNode>> = {
  helm: (
    <>
      <circle cx="9" cy="9" r="5" />
      <path d="M9 1v16M1 9h16M3.4 3.4l11.2 11.2M14.6 3.4 3.4 14.6" strokeWidth="1" />
    </>
  ),
  list: <path d="M3 4.5h.5M3 9h.5M3 13.5h.5M6.5 4.5H15M6.5 9H15M6.5 13.5H15" />,
  table: <path d="M2.5 3.5h13v11h-13zM2.5 7h13M2.5 10.8h13M7 7v7.5" />,
  ship: <path d="M2.5 11.5h13l-2 4h-9zM9 11.5v-9l5 6H9M9 4 5 9h4" />,
  flag: <path d="M4 16V2.5h9.5l-2.2 3.4 2.2 3.4H4" />,
  proof: <path d="M4 2h6.5L14 5.5V16H4zM6.3 10.2l2 2 3.6-4" />,
  seal: (
    <path d="M9 2a4.8 4.8 0 1 1 0 9.6A4.8 4.8 0 0 1 9 2ZM6.2 10.8 5 16l4-2 4 2-1.2-5.2M6.9 6.8l1.5 1.5 2.7-2.9" />
  ),
  gate: <path d="M2.5 16V3M15.5 16V3M2.5 6h13M2.5 12.5h13M9 6v6.5" />,
  fork: <path d="M5 2.5v13M13 2.5v3.2c0 3.2-8 2.8-8 6" />,
  lens: <path d="M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Zm3.7 8.7 3.8 3.8" />,
  person: <path d="M9 2.8a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM3 15.5c0-3 2.6-4.6 6-4.6s6 1.6 6 4.6" />,
  sliders: <path d="M2.5 5.5h6m4 0h3m-5-2v4M2.5 12.5h3m4 0h6m-8-2v4" />,
  pulse: <path d="M2 9.5h3.2L7.4 4l3.4 10 2-4.5H16" />,
  crate: <path d="M2.5 6 9 2.5 15.5 6v7L9 16.5 2.5 13zM2.5 6 9 9.5 15.5 6M9 9.5v7" />,
  bell: <path d="M4 13V8a5 5 0 0 1 10 0v5l1.5 1.5h-13zM7.2 16h3.6" />,
  book: <path d="M3 3.5h4.5L9 5l1.5-1.5H15v11h-4.5L9 16l-1.5-1.5H3zM9 5v11" />,
};

/** The sign of an area where the collapsed rail has no room for its word. */
export function RailIcon({ mark }: { readonly mark: RailMark }) {
  return (
    <svg
      width="18"
      height="18"
      viewBox="0 0 18 18"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      {shapes[mark]}
    </svg>
  );
}
