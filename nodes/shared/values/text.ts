import { mustBe } from './parameterError';
import type { Reader } from './reader';

/** A text, also an empty one; a number becomes its digits. */
export const text: Reader<string> = (value, { parameter }) => {
	if (typeof value === 'string' && !isLeftover(value)) return value;
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	throw mustBe(parameter, 'a text', value);
};

/** What an expression leaves in a text when it found nothing, an object, or a date that is none. */
function isLeftover(value: string): boolean {
	return (
		value === 'undefined' || value.includes('[object Object]') || value.includes('Invalid DateTime')
	);
}

/** A text that is left out when nothing is in it. */
export const textUnlessEmpty: Reader<string | undefined> = (value, reading) => {
	if (value === null) return undefined;
	const given = text(value, reading);
	return given.trim() === '' ? undefined : given;
};

/** The same for a parameter that always stands there: an expression may find nothing for it. */
export const optionalText: Reader<string | undefined> = (value, reading) =>
	value === undefined ? undefined : textUnlessEmpty(value, reading);

/** A text with something in it. */
export const someText: Reader<string> = (value, reading) => {
	const given = text(value, reading);
	if (given.trim() === '') throw mustBe(reading.parameter, 'a text with something in it', value);
	return given;
};
