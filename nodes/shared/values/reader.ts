import type { GenericValue, IDataObject } from 'n8n-workflow';

export type JsonValue = GenericValue | IDataObject | GenericValue[] | IDataObject[];

/** What a reader may know beside the value. */
export interface Reading {
	/** The parameter's display name, for the message of a Refusal. */
	parameter: string;
	/** The workflow's IANA time zone. */
	timezone: string;
}

/**
 * Turns a parameter's value, as an expression or a person gave it, into what goes over the wire.
 *
 * @returns `undefined` to leave the value out
 * @throws {Refusal} when the value is not acceptable
 */
export type Reader<T = JsonValue | undefined> = (value: unknown, reading: Reading) => T;
