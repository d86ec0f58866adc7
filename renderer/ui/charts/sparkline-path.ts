/** One SVG path; a null lifts the pen, so a gap stays a gap. Zero is always on the scale. */
export function sparklinePath(values: readonly (number | null)[], width: number, height: number): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const high = Math.max(0, ...known);
  const low = Math.min(0, ...known);
  const span = high - low || 1;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  let down = false;
  let path = '';
  values.forEach((value, index) => {
    if (value === null) {
      down = false;
      return;
    }
    const x = (index * step).toFixed(1);
    const y = (height - ((value - low) / span) * height).toFixed(1);
    path += `${down ? 'L' : 'M'}${x} ${y}`;
    // A value between two gaps is drawn as a dot.
    if (!down && (values[index + 1] ?? null) === null) path += 'h.01';
    down = true;
  });
  return path;
}
