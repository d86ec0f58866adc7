/** Of a command that the hub has not answered: neither done nor refused. */
export const notConfirmedYet = 'the hub has not confirmed it yet. It is kept and sent again by itself.';
