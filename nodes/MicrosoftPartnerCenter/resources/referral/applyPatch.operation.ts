import type { ParameterContext } from '../../../shared/parameters/read';
import { isJson, json } from '../../../shared/values/json';
import { mustBe, ParameterError } from '../../../shared/values/parameterError';
import type { ValueSource } from '../../../shared/values/reader';
import { updateReferral } from '../../fields/patchReferral';
import { findingIn } from '../../jsonPatch/patchDocument';
import type { PatchDocument } from '../../jsonPatch/patchDocument';
import type { Operation } from '../../routing/operation';
import { writes } from '../../routing/pointerFields';
import type { RequestPlan } from '../../routing/requestPlan';

export const applyPatch: Operation = {
	option: {
		name: 'Apply Patch',
		value: 'applyPatch',
		action: 'Apply patch to referral',
		description: 'Send a JSON Patch document of your own, for what has no operation here',
	},
	request: updateReferral,
	fields: [
		writes(
			patchDocument,
			{
				displayName: 'Patch',
				name: 'patch',
				type: 'json',
				required: true,
				default: '[]',
				description:
					'A JSON Patch document (RFC 6902): a list of operations with op (add or replace), path and value, such as [{"op": "replace", "path": "/details/notes", "value": "Called on Monday"}]. Paths that Microsoft does not document are sent too, and the service decides.',
			},
			guardLists,
		),
	],
};

/** A document that RFC 6902 and the API accept. */
function patchDocument(value: unknown, source: ValueSource): PatchDocument {
	const document = json(value, source);
	if (!Array.isArray(document) || document.length === 0) {
		throw mustBe(source.parameter, 'a list of at least one operation', value);
	}
	const operations = document as unknown[];
	const unsupported = operations.findIndex((one) => unsupportedIn(one) !== undefined);
	const invalid = findingIn(operations);
	const index = Math.min(...[unsupported, invalid?.index ?? -1].filter((one) => one >= 0));
	if (Number.isFinite(index)) {
		const finding = unsupportedIn(operations[index]) ?? invalid!.name;
		const message = FINDINGS[finding] ?? invalid!.name;
		throw operationError(source.parameter, operations[index], index, message);
	}
	return (operations as PatchDocument).map(({ op, path, value: written }) => ({
		op,
		path,
		value: written,
	}));
}

/** What fast-json-patch finds, in the words of the person who wrote the patch. */
const FINDINGS: Record<string, string> = {
	OPERATION_NOT_AN_OBJECT: 'must be an object with op, path and value',
	OPERATION_OP_INVALID: 'must have the op "add" or "replace"',
	OPERATION_PATH_INVALID: 'must have a path that begins with "/", such as "/details/notes"',
	OPERATION_VALUE_NOT_JSON:
		'must have a value that JSON can say, which a calculation without a result (NaN) is not',
	OPERATION_VALUE_REQUIRED: 'must have a value',
	OPERATION_VALUE_CANNOT_CONTAIN_UNDEFINED:
		'must have a value without an expression in it that found nothing',
};

/** RFC 6902 allows more than the API: further operations, and a path to the whole document. */
function unsupportedIn(operation: unknown): string | undefined {
	if (typeof operation !== 'object' || operation === null) return undefined;
	const { op, path, value } = operation as { op?: unknown; path?: unknown; value?: unknown };
	if (op !== 'add' && op !== 'replace') return 'OPERATION_OP_INVALID';
	if (path === '') return 'OPERATION_PATH_INVALID';
	return value !== undefined && !isJson(value) ? 'OPERATION_VALUE_NOT_JSON' : undefined;
}

function operationError(
	parameter: string,
	operation: unknown,
	index: number,
	finding: string,
): ParameterError {
	const { op, path } = Object(operation) as { op?: unknown; path?: unknown };
	const shown = [op, path].filter((part) => typeof part === 'string').join(' ');
	return new ParameterError(
		parameter,
		`"${parameter}" has an operation that can't be sent: operation ${index}${shown && ` (${shown})`} ${finding}`,
		'Operations are counted from 0. The service knows "add" and "replace" only; to take a row out of a list, replace the list.',
	);
}

/** Nothing else keeps rows from being added twice, or a list from replacing the rows of another user. */
function guardLists(_context: ParameterContext, plan: RequestPlan): void {
	plan.needsPrecondition = plan.patch.some(
		({ path, value }) => /\/(?:-|\d+)(?:\/|$)/.test(path) || Array.isArray(value),
	);
}
