/** The second person of the sample, so that four eyes can be tried. Everybody knows the passphrase: the key goes with the sample. */
export const SAMPLE_PERSON = { name: 'Ilse Maron', passphrase: 'fourteen lamps at night' } as const;
