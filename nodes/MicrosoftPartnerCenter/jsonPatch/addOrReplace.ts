import type { IDataObject } from 'n8n-workflow';

import { at, isObject, lastKeyOf, parentOf } from '../../shared/referral/pointer';
import type { PatchDocument } from './patchDocument';

/**
 * The document that puts the values at their pointers in this very object: `replace` needs something that
 * is there, and `add` needs what it adds to (RFC 6902, section 4).
 */
export function placed(values: PatchDocument, object: IDataObject): PatchDocument {
	const made = new Set<string>();
	return values.map(({ path, value }) => {
		const parent = parentOf(path);
		if (!isObject(at(object, parent)) && !made.has(parent)) {
			made.add(parent);
			return { op: 'add', path: parent, value: { [lastKeyOf(path)]: value } as IDataObject };
		}
		return { op: at(object, path) === undefined ? 'add' : 'replace', path, value };
	});
}
