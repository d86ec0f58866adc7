/** The head of an arrow, for the `defs` of a drawing; a path takes it with `markerEnd="url(#id)"`. */
export function ArrowTip({
  id,
  size,
  colour,
}: {
  readonly id: string;
  readonly size: number;
  readonly colour: string;
}) {
  return (
    <marker
      id={id}
      viewBox={`0 0 ${size} ${size}`}
      refX={size - 1}
      refY={size / 2}
      markerWidth={size}
      markerHeight={size}
      orient="auto"
    >
      <path d={`M0 0 ${size} ${size / 2} 0 ${size}z`} fill={colour} />
    </marker>
  );
}
