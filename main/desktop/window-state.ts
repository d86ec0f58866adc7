import { z } from 'zod';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const WindowState = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

export const smallestWindow = { width: 720, height: 480 } as const;
const firstWindow = { width: 1440, height: 900 } as const;

/** Where the window was, or null when the note is absent, damaged or from another time. */
export function readWindowState(text: string | null): WindowState | null {
  if (text === null) return null;
  try {
    const parsed = WindowState.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/**
 * Where to open: as it was while that place is still on a screen (displays come and go), else centred on the first
 * display, never larger than it.
 */
export function placeWindow(
  state: WindowState | null,
  displays: readonly Area[],
): Area & { maximized: boolean } {
  const screen = displays[0] ?? { x: 0, y: 0, ...firstWindow };
  if (state !== null && displays.some((display) => overlaps(state, display))) {
    return {
      x: state.x,
      y: state.y,
      width: Math.max(state.width, smallestWindow.width),
      height: Math.max(state.height, smallestWindow.height),
      maximized: state.maximized,
    };
  }
  const width = Math.min(firstWindow.width, screen.width);
  const height = Math.min(firstWindow.height, screen.height);
  return {
    x: screen.x + Math.round((screen.width - width) / 2),
    y: screen.y + Math.round((screen.height - height) / 2),
    width,
    height,
    maximized: state?.maximized ?? false,
  };
}

/** At least 80 x 40 points of the title bar must be on the display, so that the window can be grabbed. */
function overlaps(state: Area, display: Area): boolean {
  const across = Math.min(state.x + state.width, display.x + display.width) - Math.max(state.x, display.x);
  const top = state.y >= display.y - 8 && state.y <= display.y + display.height - 40;
  return across >= 80 && top;
}
