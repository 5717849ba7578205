import { JsonPatchError, validate } from 'fast-json-patch';
import type { Operation as AnyOperation } from 'fast-json-patch';

import type { Check } from '../../../shared/parameters/read';
import { isJson, json } from '../../../shared/values/json';
import { mustBe, Refusal } from '../../../shared/values/parameterError';
import type { Reader } from '../../../shared/values/reader';
import { patchReferral } from '../../fields/patchReferral';
import { Together } from '../../jsonPatch/patchDocument';
import type { PatchOperation } from '../../jsonPatch/patchDocument';
import type { Operation } from '../../routing/operation';
import { writes } from '../../routing/pointerFields';
import { planOf } from '../../routing/requestPlan';

/** What fast-json-patch finds, in the words of somebody who wrote the patch. */
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

const patch: Reader<Together> = (value, reading) => {
	const document = json(value, reading);
	if (!Array.isArray(document) || document.length === 0) {
		throw mustBe(reading.parameter, 'a list of at least one operation', value);
	}
	const operations = document as AnyOperation[];
	const beyond = operations.findIndex((one) => findingBeyond(one) !== undefined);
	const invalid = validate(operations) as JsonPatchError | undefined;
	const index = Math.min(...[beyond, invalid?.index ?? -1].filter((one) => one >= 0));
	if (Number.isFinite(index)) {
		const finding = findingBeyond(operations[index]) ?? invalid!.name;
		throw refused(reading.parameter, operations, index, FINDINGS[finding] ?? invalid!.name);
	}
	return new Together(
		(operations as PatchOperation[]).map(({ op, path, value: written }) => ({
			op,
			path,
			value: written,
		})),
	);
};

/** RFC 6902 knows more than the API: further operations, and a path to the whole document. */
function findingBeyond(operation: AnyOperation): string | undefined {
	const { op, path } = Object(operation) as Partial<AnyOperation>;
	if (typeof operation !== 'object' || operation === null) return undefined;
	if (op !== 'add' && op !== 'replace') return 'OPERATION_OP_INVALID';
	if (path === '') return 'OPERATION_PATH_INVALID';
	return 'value' in operation && operation.value !== undefined && !isJson(operation.value)
		? 'OPERATION_VALUE_NOT_JSON'
		: undefined;
}

function refused(
	parameter: string,
	operations: AnyOperation[],
	index: number,
	finding: string,
): Refusal {
	const { op, path } = Object(operations[index]) as Partial<AnyOperation>;
	const shown = [op, path].filter((part) => typeof part === 'string').join(' ');
	return new Refusal(
		parameter,
		`"${parameter}" has an operation that can't be sent: operation ${index}${shown && ` (${shown})`} ${finding}`,
		'Operations are counted from 0. The service knows "add" and "replace" only; to take a row out of a list, replace the list.',
	);
}

/** Rows and whole lists have no other guard against arriving twice, or over somebody else's rows. */
const guardLists: Check = (_context, request) => {
	const { operations } = (request.body as unknown as { '/patch': Together })['/patch'];
	planOf(request).guarded = operations.some(
		({ path, value }) => /\/(?:-|\d+)(?:\/|$)/.test(path) || Array.isArray(value),
	);
};

export const applyPatch: Operation = {
	option: {
		name: 'Apply Patch',
		value: 'applyPatch',
		action: 'Apply patch to referral',
		description: 'Send a JSON Patch document of your own, for what has no operation here',
	},
	request: patchReferral,
	fields: [
		writes(
			patch,
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
