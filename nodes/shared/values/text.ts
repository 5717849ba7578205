import { mustBe } from './parameterError';
import type { Reader } from './reader';

/** A text, which may be empty; a number becomes its digits. */
export const text: Reader<string> = (value, { parameter }) => {
	if (typeof value === 'string' && !isLeftover(value)) return value;
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	throw mustBe(parameter, 'a text', value);
};

/** What an expression leaves in a text if it found nothing, an object, or an invalid date. */
function isLeftover(value: string): boolean {
	return (
		value === 'undefined' || value.includes('[object Object]') || value.includes('Invalid DateTime')
	);
}

/** A text; omitted if it is empty. */
export const textUnlessEmpty: Reader<string | undefined> = (value, source) => {
	if (value === null) return undefined;
	const found = text(value, source);
	return found.trim() === '' ? undefined : found;
};

/** The same for a parameter that is always visible, whose expression may find nothing. */
export const optionalText: Reader<string | undefined> = (value, source) =>
	value === undefined ? undefined : textUnlessEmpty(value, source);

/** A text that is not empty. */
export const someText: Reader<string> = (value, source) => {
	const found = text(value, source);
	if (found.trim() === '') throw mustBe(source.parameter, 'a text with something in it', value);
	return found;
};
