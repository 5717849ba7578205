import { quoted, trimmed } from './invisible';
import { ParameterError } from './parameterError';
import type { ValueSource } from './reader';

/**
 * An n8n expression that converts the value, to be copied from a message.
 *
 * @param convert makes the JavaScript from that of the value: what the user's own expression contains or,
 * for a value that was typed, the value itself
 */
export function conversion(
	value: unknown,
	{ expression }: ValueSource,
	convert: (given: string) => string,
): string {
	const text = String(value);
	const own = text === trimmed(text) ? expression?.() : undefined;
	return `{{ ${convert(own ?? quoted(trimmed(text)))} }}`;
}

/** The error, with these expressions at the end of its message. */
export function convertible(error: ParameterError, ways: Way[]): ParameterError {
	if (ways.length === 0) return error;
	const sentences = ways.map(({ expression, condition }) =>
		condition === undefined || ways.length === 1
			? `To convert it, use ${expression}`
			: `To convert it ${condition}, use ${expression}`,
	);
	return new ParameterError(error.parameter, [error.message, ...sentences].join('. '), error.hint);
}

/** One way to understand a value. */
export interface Way {
	expression: string;
	/** What it takes the value for, if there are several. */
	condition?: string;
}
