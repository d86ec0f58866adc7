import { main } from './quarterdeck.ts';

/** The command line as a process that the desktop shell starts inside its own runtime, where no other Node is. */
await main(process.argv.slice(2));
