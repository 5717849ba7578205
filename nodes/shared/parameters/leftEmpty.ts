import { isBlank } from '../values/invisible';
import { isJsonObject } from '../values/json';

/** Replaces a value that an AI model left empty. */
export const LEFT_EMPTY = Symbol('left empty');

/**
 * A parameter's value without what an AI model was to fill in with `$fromAI(...)`, but left empty: fields of a
 * collection, cells of a row, and rows in which nothing else is left. To the model, an empty value means that
 * there is none.
 *
 * @param raw the parameter as it is stored, with its expressions
 */
export function withoutLeftEmpty(value: unknown, raw: unknown): unknown {
	if (isFromModel(raw)) return isEmpty(value) ? LEFT_EMPTY : value;
	if (!mentionsModel(raw)) return value;
	if (Array.isArray(value) && Array.isArray(raw)) {
		const kept = value
			.map((one, index) => withoutLeftEmpty(one, raw[index]))
			.filter(
				(one, index) => one !== LEFT_EMPTY && !(mentionsModel(raw[index]) && isEmptyRow(one)),
			);
		return kept.length === 0 ? LEFT_EMPTY : kept;
	}
	if (isJsonObject(value) && isJsonObject(raw)) {
		const kept = Object.entries(value)
			.map(([name, one]) => [name, withoutLeftEmpty(one, raw[name])] as const)
			.filter(([, one]) => one !== LEFT_EMPTY);
		return kept.length === 0 ? LEFT_EMPTY : Object.fromEntries(kept);
	}
	return value;
}

/** n8n knows the function in three spellings. */
const FROM_MODEL = /\$from(?:AI|Ai|ai)\s*\(/;

function isFromModel(raw: unknown): boolean {
	return typeof raw === 'string' && raw.startsWith('=') && FROM_MODEL.test(raw);
}

/** Whether the parameter contains such an expression. */
function mentionsModel(raw: unknown): boolean {
	return typeof raw === 'object' && raw !== null
		? Object.values(raw).some(mentionsModel)
		: isFromModel(raw);
}

/** n8n fills the columns that the user left empty with empty texts. */
function isEmptyRow(row: unknown): boolean {
	return isJsonObject(row) && Object.values(row).every(isEmpty);
}

/** Whether the value says nothing: no value, blank text, or an empty list. */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'string') return isBlank(value);
	return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
