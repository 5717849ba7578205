import { isBlank, quoted } from './invisible';

/** A parameter value that must not be sent. The message names the parameter in quotes. */
export class ParameterError extends Error {
	constructor(
		/** The parameter's display name. */
		readonly parameter: string,
		message: string,
		/** What the user can do about it, in one or two sentences. */
		readonly hint: string,
	) {
		super(message);
		this.name = 'ParameterError';
	}
}

/**
 * The error for a value that a parameter can't have.
 *
 * @param expected completes the sentence `"Deal Value" must be ...`
 * @param value the value as it was supplied; long texts are shortened, and objects are never shown
 */
export function mustBe(
	parameter: string,
	expected: string,
	value: unknown,
	hint = `Correct "${parameter}", or the expression that fills it, and run the node again.`,
): ParameterError {
	return new ParameterError(
		parameter,
		`"${parameter}" must be ${expected}, not ${describeValue(value)}`,
		hint,
	);
}

const MAX_SHOWN_LENGTH = 60;

function describeValue(value: unknown): string {
	if (value === undefined) return 'an expression that found nothing';
	if (value === null) return 'null';
	if (value === '') return 'an empty text';
	if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
	if (typeof value === 'string') return describeText(value);
	if (typeof value === 'object' || typeof value === 'function') return 'an object';
	return String(value);
}

/** Recognizes what an expression leaves in a text if it found nothing, or an object. */
function describeText(value: string): string {
	if (/\bundefined\b/i.test(value)) return 'a text built from an expression that found nothing';
	if (value.includes('[object ')) return 'a text built from an object';
	const characters = Array.from(value);
	const shown =
		characters.length > MAX_SHOWN_LENGTH
			? `${characters.slice(0, MAX_SHOWN_LENGTH).join('')}…`
			: value;
	return isBlank(value) ? `white space only, ${quoted(shown)}` : quoted(shown);
}
