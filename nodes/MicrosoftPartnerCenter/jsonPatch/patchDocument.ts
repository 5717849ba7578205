import { applyPatch, deepClone, validate } from 'fast-json-patch';
import type { AddOperation, JsonPatchError, Operation, ReplaceOperation } from 'fast-json-patch';

import type { JsonValue } from '../../shared/values/reader';

/** The two operations that the API supports (Microsoft's page "Update a lead or opportunity"). */
export type PatchOperation = AddOperation<JsonValue> | ReplaceOperation<JsonValue>;

/** A JSON Patch document (RFC 6902). */
export type PatchDocument = PatchOperation[];

/**
 * The object with the document applied. Neither is changed: values are copied, because later operations may write into
 * them.
 */
export function patched<T>(object: T, document: PatchDocument): T {
	return applyPatch(object, deepClone(document) as PatchDocument, false, false).newDocument;
}

/** What fast-json-patch finds wrong in a document, with the index of the operation; undefined if it is valid. */
export function findingIn(operations: unknown[]): JsonPatchError | undefined {
	return validate(operations as Operation[]) as JsonPatchError | undefined;
}
