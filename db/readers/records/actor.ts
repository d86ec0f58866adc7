export { readActor, readActors } from '../../tables/actor.ts';
