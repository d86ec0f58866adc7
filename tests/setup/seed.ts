import fc from 'fast-check';

/**
 * Generated cases are the same in every `npm test`, so that a change is judged by itself; QUARTERDECK_SEED looks
 * elsewhere, which `npm run soak` does with a new seed each time.
 */
const seed = Number(process.env['QUARTERDECK_SEED'] ?? 20_261_120);
fc.configureGlobal({ seed });
