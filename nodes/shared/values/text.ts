import { isBlank, trimmed } from './invisible';
import { mustBe, mustNotBeEmpty, NOTHING_RETURNED } from './parameterError';
import type { Reader } from './reader';

/** The text that an expression leaves if it found nothing, or an invalid date. */
const LEFTOVERS = ['undefined', 'Invalid DateTime', 'Invalid Date'];

/**
 * A text, which may be empty; a number becomes its digits. White space only is rejected: it is what an expression
 * leaves in text if it returned nothing, and it would erase the existing text.
 */
export const text: Reader<string> = (value, { parameter }) => {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (value === undefined || value === null) {
		const hint = `To clear "${parameter}", return empty text. Otherwise, correct the expression that fills it.`;
		throw mustNotBeEmpty(parameter, hint, NOTHING_RETURNED);
	}
	if (typeof value !== 'string' || LEFTOVERS.includes(trimmed(value))) {
		throw mustBe(parameter, 'text', value);
	}
	if (value !== '' && isBlank(value)) {
		throw mustBe(
			parameter,
			'text',
			value,
			`An expression may have returned nothing. Correct the expression that fills "${parameter}".`,
		);
	}
	return value;
};

/** A text; omitted if it is empty. */
export const textUnlessEmpty: Reader<string | undefined> = (value, source) =>
	value === null || (typeof value === 'string' && isBlank(value)) ? undefined : text(value, source);

/** The same for a parameter that is always visible, whose expression may find nothing. */
export const optionalText: Reader<string | undefined> = (value, source) =>
	value === undefined ? undefined : textUnlessEmpty(value, source);

/** A text that is not empty. */
export const someText: Reader<string> = (value, source) => {
	if ((value ?? '') === '') throw mustBe(source.parameter, 'text', value);
	return text(value, source);
};

/** The text without white space around it: an ID, or another code. */
export const code =
	<T extends string | undefined>(reader: Reader<T>): Reader<T> =>
	(value, source) =>
		trimmed(reader(value, source));
