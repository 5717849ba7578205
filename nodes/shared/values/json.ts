import type { IDataObject } from 'n8n-workflow';

import { isBlank, trimmed } from './invisible';
import { mustBe } from './parameterError';
import type { ValueSource } from './reader';

/**
 * The value of a JSON parameter: typed JSON is text, an expression may return any value. Undefined if the text is empty.
 */
export function json(value: unknown, { parameter }: ValueSource): unknown {
	if (typeof value !== 'string') return value;
	if (isBlank(value)) return undefined;
	try {
		return JSON.parse(trimmed(value)) as unknown;
	} catch {
		throw mustBe(parameter, 'valid JSON', value);
	}
}

/** Whether the whole value can be written as JSON: no NaN, no function. */
export function isJson(value: unknown): boolean {
	if (typeof value === 'number') return Number.isFinite(value);
	if (typeof value !== 'object') return ['string', 'boolean', 'undefined'].includes(typeof value);
	return Object.values(value ?? {}).every(isJson);
}

/** Whether it is a JSON object: not an array and not null. */
export function isJsonObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
