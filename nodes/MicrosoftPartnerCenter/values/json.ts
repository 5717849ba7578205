import { mustBe } from '../checks/refusal';
import type { Reading } from './reader';

/** What a parameter for JSON holds: a text if it was typed, anything if it comes from an expression. */
export function json(value: unknown, { parameter }: Reading): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		throw mustBe(parameter, 'JSON that can be parsed', value);
	}
}

/** Whether it is a JSON object: no list, and not null. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
