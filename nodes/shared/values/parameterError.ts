import { isBlank, quoted } from './invisible';

/** A parameter value that must not be sent. The message names the parameter in quotes. */
export class ParameterError extends Error {
	constructor(
		/** The parameter's display name. */
		readonly parameter: string,
		message: string,
		/** What the user can do about it, in one or two sentences; undefined if the message says it all. */
		readonly hint?: string,
	) {
		super(message);
		this.name = 'ParameterError';
	}
}

/**
 * The error for a value that a parameter can't have.
 *
 * @param expected completes the sentences `"Deal Value" must be ...` and `In "Deal Value", enter ...`
 * @param value the value as it was supplied; long texts are shortened, and objects are never shown
 */
export function mustBe(
	parameter: string,
	expected: string,
	value: unknown,
	hint?: string,
): ParameterError {
	if (isEmpty(value)) {
		const cause = value === undefined ? NOTHING_RETURNED : '';
		return mustNotBeEmpty(parameter, hint ?? `In "${parameter}", enter ${expected}.`, cause);
	}
	const message = `"${parameter}" must be ${expected}, not ${describeValue(value)}`;
	return new ParameterError(parameter, message, hint);
}

/** Why a parameter is empty. */
export const NOTHING_RETURNED = ': the expression returned nothing';

/** The error for a parameter without a value. */
export function mustNotBeEmpty(parameter: string, hint: string, cause = ''): ParameterError {
	return new ParameterError(parameter, `"${parameter}" is empty${cause}`, hint);
}

const MAX_SHOWN_LENGTH = 60;

function isEmpty(value: unknown): boolean {
	return (value ?? '') === '' || (Array.isArray(value) && value.length === 0);
}

function describeValue(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'string') return describeText(value);
	if (typeof value === 'object' || typeof value === 'function') return 'an object';
	return Number.isNaN(value) ? 'NaN (the result of an invalid calculation)' : String(value);
}

/** Recognizes what an expression leaves in a text if it returned nothing, or an object. */
function describeText(value: string): string {
	if (/\bundefined\b/i.test(value)) return 'text in which an expression returned nothing';
	if (value.includes('[object ')) return 'text that was made from an object';
	const characters = Array.from(value);
	const shown =
		characters.length > MAX_SHOWN_LENGTH
			? `${characters.slice(0, MAX_SHOWN_LENGTH).join('')}…`
			: value;
	return isBlank(value) ? `white space only, ${quoted(shown)}` : quoted(shown);
}
