import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ACCEPTED = new Map<unknown, boolean>([
	[true, true],
	[false, false],
	['true', true],
	['false', false],
]);

/** True or false; by expression also as a text. */
export const boolean: Reader<boolean> = (value, { parameter }) => {
	const read = ACCEPTED.get(typeof value === 'string' ? value.toLowerCase() : value);
	if (read === undefined) throw mustBe(parameter, 'true or false', value);
	return read;
};
