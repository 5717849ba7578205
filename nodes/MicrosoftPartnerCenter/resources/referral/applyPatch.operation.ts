import type { ParameterContext } from '../../../shared/parameters/read';
import { isJson, json } from '../../../shared/values/json';
import { mustBe, ParameterError } from '../../../shared/values/parameterError';
import type { ValueSource } from '../../../shared/values/reader';
import { readEach } from '../../../shared/values/readEach';
import { updateReferral } from '../../fields/patchReferral';
import { findingIn } from '../../jsonPatch/patchDocument';
import type { PatchDocument, PatchOperation } from '../../jsonPatch/patchDocument';
import type { Operation } from '../../routing/operation';
import { writes } from '../../routing/pointerFields';
import type { RequestPlan } from '../../routing/requestPlan';

export const applyPatch: Operation = {
	option: {
		name: 'Apply Patch',
		value: 'applyPatch',
		action: 'Apply patch to referral',
		description: 'Send your own JSON Patch document, for changes that have no operation here',
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
					'A JSON Patch document (RFC 6902): a list of operations with op (add or replace), path and value, such as [{"op": "replace", "path": "/details/notes", "value": "Called on Monday"}]. Paths that Microsoft does not document are sent, too; Partner Center accepts or rejects them.',
			},
			guardLists,
		),
	],
};

/** A document that RFC 6902 and the API accept. */
function patchDocument(value: unknown, source: ValueSource): PatchDocument {
	const document = json(value, source);
	if (!Array.isArray(document) || document.length === 0) {
		const given = Array.isArray(document) ? document : value;
		throw mustBe(source.parameter, 'a list of at least one operation', given);
	}
	return readEach(document as unknown[], (operation, index) => {
		const finding = unsupportedIn(operation) ?? findingIn([operation])?.name;
		if (finding !== undefined) {
			throw operationError(source.parameter, operation, index, FINDINGS[finding] ?? finding);
		}
		const { op, path, value: written } = operation as PatchOperation;
		return { op, path, value: written };
	});
}

/** What fast-json-patch finds, in the words of the person who wrote the patch. */
const FINDINGS: Record<string, string> = {
	OPERATION_NOT_AN_OBJECT: 'must be an object with op, path and value',
	OPERATION_OP_INVALID: 'must have the op "add" or "replace"',
	OPERATION_PATH_INVALID: 'must have a path that begins with "/", such as "/details/notes"',
	OPERATION_VALUE_NOT_JSON:
		'must not have NaN (the result of an invalid calculation) or a function as its value',
	OPERATION_VALUE_REQUIRED: 'must have a value',
	OPERATION_VALUE_CANNOT_CONTAIN_UNDEFINED:
		'must not have a value in which an expression returned nothing',
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
		`"${parameter}": operation ${index + 1}${shown && ` (${shown})`} ${finding}`,
		'Correct the operation. The service supports only "add" and "replace". To remove a row from a list, replace the list.',
	);
}

/** Nothing else keeps rows from being added twice, or a list from replacing the rows of another user. */
function guardLists(_context: ParameterContext, plan: RequestPlan): void {
	plan.needsPrecondition = plan.patch.some(
		({ path, value }) => /\/(?:-|\d+)(?:\/|$)/.test(path) || Array.isArray(value),
	);
}
