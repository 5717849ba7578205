import { JsonPatchError, validate } from 'fast-json-patch';
import type { AddOperation, Operation, ReplaceOperation } from 'fast-json-patch';

import type { JsonValue } from '../../shared/values/reader';

/** A JSON Pointer (RFC 6901). */
export type Pointer = `/${string}`;

/** The two operations the API knows (Microsoft's page "Update a lead or opportunity"). */
export type PatchOperation = AddOperation<JsonValue> | ReplaceOperation<JsonValue>;

/** A JSON Patch document (RFC 6902). */
export type PatchDocument = PatchOperation[];

/** What is to stand where; the order of its members is the order of the operations. */
export type PatchMap = Record<Pointer, JsonValue | Together>;

/** The operations of one parameter that stands for several. */
export class Together {
	constructor(readonly operations: PatchDocument) {}
}

/**
 * The patch document that puts each value of the map where its pointer says: `add` where the pointer
 * ends in `/-`, the place behind an array's last element, else `replace`.
 *
 * @throws {JsonPatchError} with the operation's index, when fast-json-patch does not accept it
 */
export function toPatchDocument(map: PatchMap): PatchDocument {
	const document = Object.entries(map).flatMap(([path, value]) =>
		value instanceof Together ? value.operations : operationAt(path as Pointer, value),
	);
	const invalid = validate(document as Operation[]) as JsonPatchError | undefined;
	if (invalid) throw invalid;
	return document;
}

/** The operation that writes this value at this pointer. */
export function operationAt(path: Pointer, value: JsonValue): PatchOperation {
	return { op: path.endsWith('/-') ? 'add' : 'replace', path, value };
}
