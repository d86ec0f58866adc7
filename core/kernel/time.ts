import { z } from 'zod';

/** `2026-02-16`. */
export const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Milliseconds since the Unix epoch. */
export const Millis = z.number().int();
