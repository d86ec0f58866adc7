export { type ActorRecord, readActor, readActors } from '../../tables/actor.ts';
