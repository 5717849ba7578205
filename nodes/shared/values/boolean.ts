import { trimmed } from './invisible';
import { mustBe } from './parameterError';
import type { Reader } from './reader';

const ACCEPTED = new Map<unknown, boolean>([
	[true, true],
	[false, false],
	['true', true],
	['false', false],
]);

/** True or false; the words are accepted too, because expressions often return text. */
export const boolean: Reader<boolean> = (value, { parameter }) => {
	const found = ACCEPTED.get(typeof value === 'string' ? trimmed(value).toLowerCase() : value);
	if (found === undefined) throw mustBe(parameter, 'true or false', value);
	return found;
};
