import { z } from 'zod';

// The page's content security policy forbids generated code. Must run before any schema is made, so this is the
// first import of the bridge and of main.tsx.
z.config({ jitless: true });
