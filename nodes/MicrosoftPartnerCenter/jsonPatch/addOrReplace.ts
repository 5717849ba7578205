import { isContainer, lastKeyOf, parentOf, valueAt } from '../../shared/referral/pointer';
import type { JsonObject } from '../../shared/values/reader';
import type { PatchDocument } from './patchDocument';

/**
 * The document with each operation as this particular object requires it: `replace` requires an existing value, and
 * `add` requires an existing parent (RFC 6902, section 4).
 */
export function addOrReplace(document: PatchDocument, object: JsonObject): PatchDocument {
	const addedParents = new Set<string>();
	return document.map(({ path, value }) => {
		const parent = parentOf(path);
		if (!isContainer(valueAt(object, parent)) && !addedParents.has(parent)) {
			addedParents.add(parent);
			return { op: 'add', path: parent, value: { [lastKeyOf(path)]: value } as JsonObject };
		}
		return { op: valueAt(object, path) === undefined ? 'add' : 'replace', path, value };
	});
}
