export const leastZoom = 0.1;
const mostZoom = 2;
const step = 1.25;
/** Smaller than this names can't be read. */
const legible = 0.8;

export function clampZoom(zoom: number): number {
  return Math.min(mostZoom, Math.max(leastZoom, zoom));
}

export function nextZoom(zoom: number, direction: 'in' | 'out'): number {
  return clampZoom(direction === 'in' ? zoom * step : zoom / step);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** All of it in sight, or as much as the smallest scale shows. */
export function zoomToFit(drawing: Size, room: Size): number {
  if (drawing.width === 0 || drawing.height === 0) return 1;
  return clampZoom(Math.min(1, room.width / drawing.width, room.height / drawing.height));
}

/** All columns in sight where their names can still be read. */
export function firstZoom(drawing: Size, room: Size): number {
  if (drawing.width === 0 || room.width === 0) return 1;
  return Math.min(1, Math.max(legible, room.width / drawing.width));
}
