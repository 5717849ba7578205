import type { GenericValue, IDataObject } from 'n8n-workflow';

export type JsonObject = IDataObject;

export type JsonValue = GenericValue | JsonObject | GenericValue[] | JsonObject[];

/** Where a value comes from. */
export interface ValueSource {
	/** The parameter's display name, for the message of a ParameterError. */
	parameter: string;
	/** The workflow's IANA time zone. */
	timezone: string;
	/** The JavaScript of the expression that supplied the value; undefined if the value was typed, or is part of a list. */
	expression?: () => string | undefined;
	/** The value, as it was supplied, of another parameter next to this one. */
	sibling?: (name: string) => unknown;
}

/**
 * Turns a parameter's value, as an expression or a person supplied it, into the value that is sent.
 *
 * @returns `undefined` to omit the value
 * @throws {ParameterError} if the value is not acceptable
 */
export type Reader<T = JsonValue | undefined> = (value: unknown, source: ValueSource) => T;

/** A source for values that don't come from a parameter. */
const UNNAMED: ValueSource = { parameter: '', timezone: 'UTC' };

/** What the reader makes of a value that doesn't come from a parameter; undefined if it rejects the value. */
export function accepted<T>(reader: Reader<T>, value: unknown): T | undefined {
	try {
		return reader(value, UNNAMED);
	} catch {
		return undefined;
	}
}
