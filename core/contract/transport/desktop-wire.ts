/** What the desktop's page, its preload and the main process call the way to a wire; each is a bundle of its own. */

/** Between preload and main process: asks for a wire, and brings its port. */
export const connectChannel = 'quarterdeck:connect';

/** Of the window message in which the preload hands that port on to the page. */
export const portMessage = 'quarterdeck:port';
