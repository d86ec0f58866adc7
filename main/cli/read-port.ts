import { InvalidArgumentError } from 'commander';

/** A port a person without privileges can listen on. */
export function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1024 || port > 65535) {
    throw new InvalidArgumentError('A port is a number from 1024 to 65535.');
  }
  return port;
}
