import { JsonPatchError, validate } from 'fast-json-patch';
import type { Operation as AnyOperation } from 'fast-json-patch';

import { check } from '../checks/check';
import { planOf } from '../checks/plan';
import { mustBe, Refusal } from '../checks/refusal';
import type { Operation } from '../fields/operation';
import { patchReferral } from '../fields/patchReferral';
import { writes } from '../fields/pointed';
import { Together } from '../jsonPatch/patchDocument';
import type { PatchOperation } from '../jsonPatch/patchDocument';
import { json } from '../values/json';
import type { Reader } from '../values/reader';

/** What fast-json-patch finds, in the words of somebody who wrote the patch. */
const FINDINGS: Record<string, string> = {
	OPERATION_NOT_AN_OBJECT: 'must be an object with op, path and value',
	OPERATION_OP_INVALID: 'must have the op "add" or "replace"',
	OPERATION_PATH_INVALID: 'must have a path that begins with "/", such as "/details/notes"',
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
	const invalid = validate(operations) as JsonPatchError | undefined;
	const index = invalid?.index ?? operations.findIndex(beyondApi);
	if (index >= 0) {
		throw refused(
			reading.parameter,
			operations,
			index,
			FINDINGS[invalid?.name ?? beyondApi(operations[index])!],
		);
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
function beyondApi({ op, path }: AnyOperation): keyof typeof FINDINGS | undefined {
	if (op !== 'add' && op !== 'replace') return 'OPERATION_OP_INVALID';
	return path === '' ? 'OPERATION_PATH_INVALID' : undefined;
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
const guardLists = check(function (request) {
	const { operations } = (request.body as unknown as { '/patch': Together })['/patch'];
	planOf(request).guarded = operations.some(
		({ op, path, value }) => (op === 'add' && /\/(?:-|\d+)$/.test(path)) || Array.isArray(value),
	);
});

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
					'A JSON Patch document (RFC 6902): a list of operations with op (add or replace), path and value, such as [{"op": "replace", "path": "/details/notes", "value": "Called on Monday"}]. The README lists the paths that Microsoft documents; others are sent too, and the service decides.',
			},
			guardLists,
		),
	],
};
