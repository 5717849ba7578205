import { givenDate } from './isoDate';
import type { Reader } from './reader';

/** A point in time, sent in UTC. A time without an offset is in the workflow's time zone. */
export const dateTime: Reader<string> = (value, source) =>
	givenDate(value, source).moment.toJSDate().toISOString();
